package dev.thermograph.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class VectorRulesTest {
  private static final VectorIndexOptions COSINE =
      VectorIndexOptions.of("embedding", 3, VectorMetric.COSINE);
  private static final VectorIndexOptions EUCLIDEAN =
      VectorIndexOptions.of("embedding", 3, VectorMetric.EUCLIDEAN);

  @Test
  void whatMayBeIndexedPasses() {
    accept(COSINE, 1, 2, 3);
    accept(COSINE, Float.MIN_VALUE, 0, 0);
    accept(EUCLIDEAN, 0, 0, 0);
    accept(EUCLIDEAN, 0, -0x1p62f, 0);
  }

  private static void accept(VectorIndexOptions options, float... vector) {
    VectorRules.require(options, vector);
    VectorRules.require(options, vector.length, unaligned(vector), 1);
  }

  @Test
  void whatMayNotIsRefusedByName() {
    refuse(COSINE, "vector has the wrong length: field=embedding dimensions=2 required=3", 1, 2);
    refuse(COSINE, "a vector of zeros has no direction: field=embedding", 0, -0f, 0);
    refuse(
        EUCLIDEAN,
        "vector has a component that is not finite: field=embedding component=1 value=NaN",
        0,
        Float.NaN,
        0);
    refuse(
        COSINE,
        "vector has a component that is not finite: field=embedding component=2 value=-Infinity",
        1,
        1,
        Float.NEGATIVE_INFINITY);
    refuse(
        EUCLIDEAN,
        "vector is too long: field=embedding length=9.223e+18 max=4.612e+18",
        0x1p63f,
        0,
        0);
  }

  private static void refuse(VectorIndexOptions options, String message, float... vector) {
    assertThatThrownBy(() -> VectorRules.require(options, vector))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> VectorRules.require(options, vector.length, unaligned(vector), 1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(message);
  }

  private static MemorySegment unaligned(float... vector) {
    MemorySegment bytes = Arena.ofAuto().allocate(1 + (long) vector.length * Float.BYTES);
    for (int i = 0; i < vector.length; i++) {
      bytes.set(VectorRules.COMPONENT, 1 + (long) i * Float.BYTES, vector[i]);
    }
    return bytes;
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> VectorIndexOptions.of("embedding", 4_097, VectorMetric.COSINE))
        .hasMessage("dimensions of embedding must be 2..4096: dimensions of embedding=4097");
    assertThatThrownBy(() -> COSINE.withGraph(3, 64)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> COSINE.withEfSearch(0)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> SearchOptions.ef(1_001)).isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void distancesAndScoresAreThoseOfTheMetric() {
    assertThat(VectorMetric.COSINE.distance(0.25f)).isEqualTo(0.75f);
    assertThat(VectorMetric.COSINE.score(0.5f)).isEqualTo(0.75f);
    assertThat(VectorMetric.EUCLIDEAN.distance(-9)).isEqualTo(3);
    assertThat(VectorMetric.EUCLIDEAN.score(-3)).isEqualTo(0.25f);
    assertThat(VectorMetric.INNER_PRODUCT.distance(7)).isEqualTo(-7);
    assertThat(VectorMetric.INNER_PRODUCT.score(7)).isEqualTo(8);
    assertThat(VectorMetric.INNER_PRODUCT.score(-3)).isEqualTo(0.25f);
  }
}
