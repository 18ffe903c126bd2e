package dev.thermograph.engine.internal.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.block.Utf8;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Hashes stand in the log for ever: what they are is written down here, and whoever changes one
 * makes keys unfindable in every tenant that there is.
 */
final class UniqueHashTest {
  private static final long SEED = Long.getLong("thermograph.seed", 5);

  @Test
  void seedsAreWhatTheyEverWere() {
    assertThat(UniqueHash.seed(0, "uid")).isEqualTo(0x392a43240b5f585dL);
    assertThat(UniqueHash.seed(1, "uid")).isEqualTo(0x12ed6748cecae0b4L);
    assertThat(UniqueHash.seed(0, "a rule of more than eight bytes"))
        .isEqualTo(0xd1755962e74a897cL);
    assertThat(UniqueHash.seed(65_534, "ключ")).isEqualTo(0xbfe96451b4abb018L);
  }

  @Test
  void hashesOfJavaValuesAreWhatTheyEverWere() {
    assertThat(UniqueHash.ofLong(1, 0)).isEqualTo(0x2f001c5a9cf66fa8L);
    assertThat(UniqueHash.ofLong(1, 42)).isEqualTo(0xbf1a7d191fecd208L);
    assertThat(UniqueHash.ofLong(1, -1)).isEqualTo(0x48ca5776f0888bcdL);
    assertThat(UniqueHash.ofLong(1, Long.MIN_VALUE)).isEqualTo(0xc5720cb1320908f0L);
    assertThat(UniqueHash.ofText(1, "", false)).isEqualTo(0xa3b0f7b9b4b5e89bL);
    assertThat(UniqueHash.ofText(1, "a", false)).isEqualTo(0xdc0b7cf330001b5fL);
    assertThat(UniqueHash.ofText(1, "Straße 12", false)).isEqualTo(0x68566828904e281dL);
    assertThat(UniqueHash.ofText(1, "Straße 12", true)).isEqualTo(0x55c21c5a0bf59406L);
    assertThat(UniqueHash.ofText(1, "\uD83D\uDE80 12345678", false)).isEqualTo(0x0c33f5beffe2a772L);
    assertThat(UniqueHash.ofUuid(1, new UUID(0, 0))).isEqualTo(0x6ec217c1e85cb9a0L);
    assertThat(UniqueHash.ofUuid(1, new UUID(0x0123456789abcdefL, 0xfedcba9876543210L)))
        .isEqualTo(0x07de7096411ab983L);
  }

  /** Of each type that a block can have. */
  @Test
  void hashesOfStoredValuesAreWhatTheyEverWere() {
    Map<PropertyValue, Long> golden = new HashMap<>();
    for (Map.Entry<PropertyValue, Long> sample : StoredSamples.GOLDEN) {
      golden.put(sample.getKey(), StoredSamples.hash(sample.getKey(), false));
    }
    assertThat(golden).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(entries()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of entries
  private static Map.Entry<PropertyValue, Long>[] entries() {
    return StoredSamples.GOLDEN.toArray(new Map.Entry[0]);
  }

  @Test
  void aJavaValueHasTheHashOfTheSameValueInABlock() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 5_000; round++) {
      long number = random.nextLong() >> random.nextInt(Long.SIZE);
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      String text = StoredSamples.text(random);
      boolean folds = random.nextBoolean();
      long hash = StoredSamples.UNIQUE.seed();
      assertThat(UniqueHash.ofLong(hash, number))
          .as("seed=%d number=%d", SEED, number)
          .isEqualTo(StoredSamples.hash(new PropertyValue.Int(number), folds));
      assertThat(UniqueHash.ofUuid(hash, uuid))
          .as("seed=%d uuid=%s", SEED, uuid)
          .isEqualTo(StoredSamples.hash(new PropertyValue.Uuid(uuid), folds));
      assertThat(UniqueHash.ofText(hash, text, folds))
          .as("seed=%d text=%s folds=%s", SEED, text, folds)
          .isEqualTo(StoredSamples.hash(new PropertyValue.Text(text), folds))
          .isEqualTo(StoredSamples.hash(new PropertyValue.EnumName(text), folds));
      assertThat(UniqueHash.ofUtf8(hash, Utf8.encode(text)))
          .isEqualTo(UniqueHash.ofText(hash, text, false));
    }
  }

  @Test
  void casesAreFoldedWhereTheyDoNotCount() {
    for (String same : List.of("STRASSE", "straße", "Strasse", "StrAsse")) {
      assertThat(UniqueHash.ofText(9, same, true)).isEqualTo(UniqueHash.ofText(9, "strasse", true));
    }
    assertThat(UniqueHash.ofText(9, "ΣΊΣΥΦΟΣ", true))
        .isEqualTo(UniqueHash.ofText(9, "σίσυφος", true));
    assertThat(UniqueHash.ofText(9, "I", true)).isEqualTo(UniqueHash.ofText(9, "i", true));
    assertThat(UniqueHash.ofText(9, "a", true)).isNotEqualTo(UniqueHash.ofText(9, "ä", true));
  }

  @Test
  void halfOfASurrogatePairHasNoHash() {
    assertThatThrownBy(() -> UniqueHash.ofText(1, "x\ud800", false))
        .isInstanceOf(PropertyRefusedException.class);
  }

  @Test
  void neighbouringValuesFillTheIndexEvenly() {
    int[] tables = new int[64];
    int[] slots = new int[1 << 12];
    for (int uid = 0; uid < 1 << 16; uid++) {
      long hash = UniqueHash.ofLong(StoredSamples.UNIQUE.seed(), uid);
      tables[(int) (hash >>> 58)]++;
      slots[(int) hash & (slots.length - 1)]++;
    }
    assertThat(Arrays.stream(tables).boxed()).allMatch(count -> count > 850 && count < 1_200);
    assertThat(Arrays.stream(slots).boxed()).allMatch(count -> count < 50);
  }
}
