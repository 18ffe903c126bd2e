package dev.thermograph.properties.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of a tenant with vectors: each search, now and at any past commit, with filters and
 * without, before and after restarts and kills, finds what plain lists say. {@code
 * thermograph.search.lives} says how many.
 */
final class SearchModelTest {
  private static final int LIVES = Integer.getInteger("thermograph.search.lives", 20);
  private static final long FIRST_SEED = Long.getLong("thermograph.search.seed", 1);
  private static final int STEPS = 60;

  @Test
  void searchesFindWhatPlainListsSay() {
    SearchTally tally = new SearchTally();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
      boolean isLarge = seed % 10 == 0; // so that segments get graphs
      int batchMax = isLarge ? 2_000 : seed % 4 == 0 ? 600 : 30;
      try (SearchLife life = new SearchLife(seed, batchMax, SearchFault.NONE, tally)) {
        life.run(isLarge ? STEPS / 2 : STEPS);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed=" + seed, e);
      }
    }
    System.out.println("SEARCH lives=" + LIVES + " from seed " + FIRST_SEED + ": " + tally);
    assertThat(tally.recall()).isGreaterThanOrEqualTo(0.95);
    assertThat(tally.restarts).isPositive();
    assertThat(tally.kills).isPositive();
    assertThat(tally.evictions).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void differencesAreFound(SearchFault fault) {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= 20; seed++) {
                try (SearchLife life = new SearchLife(seed, 30, fault, new SearchTally())) {
                  life.run(STEPS);
                }
              }
            })
        .isInstanceOf(AssertionError.class);
  }
}
