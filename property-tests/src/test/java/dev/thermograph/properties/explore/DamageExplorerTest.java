package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.read.FrameCheck;
import org.junit.jupiter.api.Test;

/** Damage below the last trailer is always found, and nothing wrong is ever read. */
final class DamageExplorerTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final long FLIPS = Scale.choose(300_000, 5_000_000);
  private static final long BLOCK_DAMAGES = Scale.choose(60_000, 600_000);
  private static final long PLANTED_FLIPS = 20_000;
  private static final int FLIPS_EACH = 1_000;
  private static final int BLOCK_DAMAGES_EACH = 500;
  private static final ScenarioOptions HONEST = ScenarioOptions.honest();

  @Test
  void everyFlippedBitOfAClosedLogIsFound() {
    assertEveryFlipIsFound(Ending.CLOSED);
  }

  @Test
  void everyFlippedBitOfAnIdleLogIsFound() {
    assertEveryFlipIsFound(Ending.IDLE);
  }

  @Test
  void everySingleBitOfOneLogIsFound() {
    DamageTally tally =
        DamageRun.run(
            "every bit", HONEST, Ending.CLOSED, FIRST_SEED, 1, DamageExplorer::exploreEveryBit);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.silent()).isZero();
    assertThat(tally.proven()).isGreaterThan(100_000);
    assertThat(tally.provenHarmless()).isZero();
  }

  @Test
  void misdirectedSwappedAndZeroedBlocksNeverCostARecordSilently() {
    for (Ending ending : new Ending[] {Ending.CLOSED, Ending.IDLE}) {
      DamageTally tally =
          DamageRun.run(
              "blocks, " + ending,
              HONEST,
              ending,
              FIRST_SEED,
              BLOCK_DAMAGES,
              (explorer, seed) -> explorer.explore(seed, 0, BLOCK_DAMAGES_EACH));
      assertThat(tally.findings()).isEmpty();
      assertThat(tally.silent()).isZero();
    }
  }

  /** What nobody can decide: see docs/formats/wal-v1.md, section 5. */
  @Test
  void damageToTheLastGroupOfALogThatWasKilledPassesForATornTail() {
    DamageTally tally = flip(Ending.KILLED, HONEST, PLANTED_FLIPS);
    assertThat(tally.silent()).isPositive();
    assertThat(tally.provenHarmless()).isZero();
    assertThat(tally.findings()).allMatch(finding -> finding.contains("UNPROVEN bit"));
  }

  @Test
  void recoveryThatSkipsTheChecksumReadsWrong() {
    DamageTally tally =
        flip(Ending.CLOSED, HONEST.withCheck(FrameCheck.HEADER_ONLY), PLANTED_FLIPS);
    assertThat(tally.silent()).isGreaterThan(PLANTED_FLIPS / 10);
  }

  private static void assertEveryFlipIsFound(Ending ending) {
    DamageTally tally = flip(ending, HONEST, FLIPS);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.silent()).as("silent").isZero();
    assertThat(tally.provenHarmless()).as("not found").isZero();
    // Refused though no record is lost: the last block was a RELEASE whose segments are gone, or
    // the header of an unused segment over a torn START. Both are rare, and loud.
    assertThat(tally.unprovenRefused()).as("refused for the last group").isLessThan(FLIPS / 500);
    assertThat(tally.outsideRefused()).as("refused for what is outside").isLessThan(FLIPS / 50_000);
    assertThat(tally.proven()).isGreaterThan(FLIPS * 8 / 10);
  }

  private static DamageTally flip(Ending ending, ScenarioOptions options, long count) {
    return DamageRun.run(
        "flips, " + ending + " " + options.check(),
        options,
        ending,
        FIRST_SEED,
        count,
        (explorer, seed) -> explorer.explore(seed, FLIPS_EACH, 0));
  }
}
