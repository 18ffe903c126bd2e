package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class VoidedRangesTest {
  private static final long SEED = Long.getLong("thermograph.seed", 31);

  private final VoidedRanges voided = new VoidedRanges();

  @Test
  void nothingIsVoidedAtFirstAndAnEmptyRangeIsNone() {
    voided.add(5, 4);
    assertThat(voided.mayContain(1)).isFalse();
    assertThat(voided.mayContain(5)).isFalse();
  }

  @Test
  void exactlyWhatWasAddedIsVoided() {
    SplittableRandom random = new SplittableRandom(SEED);
    TreeSet<Long> expected = new TreeSet<>();
    long last = 0;
    for (int range = 0; range < 300; range++) {
      long first = last + random.nextLong(1, 4); // often right behind the one before
      last = first + random.nextLong(0, 3);
      voided.add(first, last);
      for (long sequence = first; sequence <= last; sequence++) {
        expected.add(sequence);
      }
    }
    for (long sequence = 1; sequence <= last + 2; sequence++) {
      assertThat(voided.mayContain(sequence))
          .as("seed=%d sequence=%d", SEED, sequence)
          .isEqualTo(expected.contains(sequence));
    }
  }

  @Test
  void rangesThatTouchAreOneHoweverMany() {
    for (long sequence = 2; sequence < 4L * VoidedRanges.COUNT_MAX; sequence++) {
      voided.add(sequence, sequence);
    }
    assertThat(voided.mayContain(1)).isFalse();
    assertThat(voided.mayContain(2)).isTrue();
    assertThat(voided.mayContain(4L * VoidedRanges.COUNT_MAX)).isFalse();
  }

  @Test
  void ofTooManyTheOldestMakeEverythingBelowSuspect() {
    int count = VoidedRanges.COUNT_MAX + 10;
    for (long range = 1; range <= count; range++) {
      voided.add(3 * range, 3 * range);
    }
    long forgotten = 3L * (count - VoidedRanges.COUNT_MAX);
    for (long sequence = 1; sequence <= 3L * count + 1; sequence++) {
      assertThat(voided.mayContain(sequence))
          .as("sequence %d", sequence)
          .isEqualTo(sequence <= forgotten || (sequence % 3 == 0 && sequence <= 3L * count));
    }
  }
}
