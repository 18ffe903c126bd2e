package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nothing that was changed since what is forgotten is missed, and memory is bounded. */
final class RecentWritesTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int COUNT_MAX = 50;

  private final RecentWrites recent = new RecentWrites(COUNT_MAX);

  @Test
  void theNewestChangeIsKnownUnlessItIsForgotten() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Long, Long> newest = new HashMap<>();
    int forgets = 0;
    for (long sequence = 1; sequence < 2_000; sequence++) {
      long forgottenBefore = recent.forgottenUpTo();
      int count = random.nextInt(100) == 0 ? COUNT_MAX + 1 : random.nextInt(12);
      boolean isKept = recent.begin(sequence, count);
      assertThat(isKept).isEqualTo(count <= COUNT_MAX);
      for (int change = 0; change < count; change++) {
        long key = random.nextInt(200);
        newest.put(key, sequence);
        if (isKept) {
          recent.add(key, sequence);
        }
      }
      forgets += recent.forgottenUpTo() > forgottenBefore ? 1 : 0;
      newest.forEach(
          (key, changed) -> {
            if (changed > recent.forgottenUpTo()) {
              assertThat(recent.newest(key)).as("seed=%d", SEED).isEqualTo(changed);
            }
          });
      assertThat(recent.forgottenUpTo()).isLessThanOrEqualTo(sequence);
    }
    assertThat(forgets).isGreaterThan(20);
  }

  @Test
  void whatFitsIntoOneGenerationIsNeverForgottenAtOnce() {
    recent.begin(1, COUNT_MAX);
    for (long key = 0; key < COUNT_MAX; key++) {
      recent.add(key, 1);
    }
    recent.begin(2, COUNT_MAX);
    assertThat(recent.forgottenUpTo()).isZero();
    assertThat(recent.newest(7)).isEqualTo(1);
    for (long key = 0; key < COUNT_MAX; key++) {
      recent.add(1000 + key, 2);
    }
    recent.begin(3, 1);
    assertThat(recent.forgottenUpTo()).isEqualTo(1);
    assertThat(recent.newest(1007)).isEqualTo(2);
  }
}
