package dev.thermograph.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class RmatGraphTest {
  private static final RmatGraph MEASURED = RmatGraph.measured();

  @Test
  void measuredGraphHasTheSizeThatIsPromised() {
    assertThat(MEASURED.nodeCount()).isEqualTo(131_072);
    assertThat(MEASURED.edgeCount()).isEqualTo(1_310_720);
    assertThat(MEASURED.elementCount()).isEqualTo(1_441_792);
  }

  /** Results of different days are about the same graph; a change here ends that. */
  @Test
  void measuredGraphIsAlwaysTheSame() {
    CRC32C crc = new CRC32C();
    for (int edge = 0; edge < MEASURED.edgeCount(); edge++) {
      update(crc, MEASURED.from(edge));
      update(crc, MEASURED.to(edge));
    }
    assertThat(crc.getValue()).isEqualTo(2975_066_658L);
  }

  private static void update(CRC32C crc, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(value >>> shift);
    }
  }

  /** The node that R-MAT draws most often has all bits 0: a row is upper with 0.67, each time. */
  @Test
  void degreesAreAsUnevenAsTheProbabilitiesSay() {
    int[] degrees = new int[MEASURED.nodeCount()];
    IntStream.range(0, MEASURED.edgeCount()).forEach(edge -> degrees[MEASURED.from(edge)]++);
    double expected = MEASURED.edgeCount() * Math.pow(0.67, RmatGraph.SCALE_MEASURED);
    int highest = Arrays.stream(degrees).max().orElseThrow();
    assertThat((double) highest).isCloseTo(expected, within(0.1 * expected));
    assertThat(Arrays.stream(degrees).filter(degree -> degree == 0).count()).isGreaterThan(10_000);
  }

  @Test
  void numbersSayNothingAboutDegrees() {
    long low =
        IntStream.range(0, MEASURED.edgeCount())
            .filter(edge -> MEASURED.from(edge) < MEASURED.nodeCount() / 2)
            .count();
    assertThat(low / (double) MEASURED.edgeCount()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void loopsAndDuplicatesStay() {
    assertThat(IntStream.range(0, MEASURED.edgeCount()).anyMatch(RmatGraphTest::isLoop)).isTrue();
    long[] edges =
        IntStream.range(0, MEASURED.edgeCount())
            .mapToLong(edge -> ((long) MEASURED.from(edge) << Integer.SIZE) | MEASURED.to(edge))
            .sorted()
            .toArray();
    assertThat(IntStream.range(1, edges.length).anyMatch(at -> edges[at] == edges[at - 1]))
        .isTrue();
  }

  private static boolean isLoop(int edge) {
    return MEASURED.from(edge) == MEASURED.to(edge);
  }

  @Test
  void uidsAreUniqueAndInNoOrder() {
    long[] uids =
        IntStream.range(0, MEASURED.nodeCount()).mapToLong(Values::uid).sorted().toArray();
    assertThat(IntStream.range(1, uids.length).allMatch(at -> uids[at] > uids[at - 1])).isTrue();
    assertThat(Arrays.binarySearch(uids, Values.uid(1L << 28))).isNegative();
    assertThat(Values.uid(1)).isGreaterThan(Values.uid(2));
  }
}
