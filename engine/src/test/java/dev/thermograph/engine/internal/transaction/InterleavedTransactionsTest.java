package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interactive transactions are serializable, and whoever forgets what they read is found out. */
final class InterleavedTransactionsTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 5_000 : 100;
  private static final int TURNS = 400;

  /** Far more than it took when this was written: below 20. */
  private static final int PLANTED_CHAINS_MAX = 300;

  /** Where {@link AccessKey} keeps the sort of a key. */
  private static final int SORT_SHIFT = 60;

  @Test
  void whatIsCommittedWouldBeDoneTheSameWayNow() {
    int beside = 0;
    int conflicts = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (Interleaving interleaving = new Interleaving(seed, ReadKeys::new)) {
        assertThat(interleaving.run(TURNS)).as("seed=%d", seed).isEmpty();
        beside += interleaving.committedBesideOthers();
        conflicts += interleaving.conflicts();
      }
    }
    assertThat(beside).as("committed though others were since they began").isPositive();
    assertThat(conflicts).isPositive();
  }

  @Test
  void aMissingValidationIsFound() {
    requireFound(_ -> true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachSortOfKeyIsMissedWhenItIsNotNoted(int sort) {
    requireFound(key -> key >>> SORT_SHIFT == sort);
  }

  private static void requireFound(LongPredicate isForgotten) {
    Supplier<ReadKeys> planted =
        () ->
            new ReadKeys() {
              @Override
              void add(long key) {
                if (!isForgotten.test(key)) {
                  super.add(key);
                }
              }
            };
    Optional<String> found = Optional.empty();
    for (long seed = FIRST_SEED; found.isEmpty(); seed++) {
      assertThat(seed).as("chains").isLessThan(FIRST_SEED + PLANTED_CHAINS_MAX);
      try (Interleaving interleaving = new Interleaving(seed, planted)) {
        found = interleaving.run(TURNS);
      }
    }
    assertThat(found).isPresent();
  }
}
