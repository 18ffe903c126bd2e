package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.properties.explore.Violation.Kind;
import dev.thermograph.wal.read.FrameCheck;
import org.junit.jupiter.api.Test;

/** An explorer that cannot fail proves nothing: each of these bugs has to be found by it. */
final class PlantedCrashBugsTest {
  private static final long FIRST_SEED = 1;

  /** Far fewer than the log itself has to stand. */
  private static final long STATES = 50_000;

  private static final long VIOLATIONS_MAX = 1_000;

  private static final ScenarioOptions HONEST = ScenarioOptions.honest();

  @Test
  void syncThatDoesNothingIsFound() {
    assertFound(
        "no fsync",
        Kind.LOST,
        HONEST.withLies(
            lie(OperationKind.SYNC, "", Fault.LYING_SYNC)
                .or(lie(OperationKind.SYNC_WITH_METADATA, "", Fault.LYING_SYNC))));
  }

  @Test
  void recoveryThatSkipsTheChecksumIsFound() {
    assertFound("CRC skipped", Kind.PHANTOM, HONEST.withCheck(FrameCheck.HEADER_ONLY));
  }

  @Test
  void acknowledgementBeforeTheSyncIsFound() {
    assertFound(
        "ack before sync",
        Kind.LOST,
        HONEST.withLies(lie(OperationKind.SYNC, "", Fault.DEFERRED_SYNC)));
  }

  @Test
  void syncedGroupsThatShareABlockWithLaterOnesAreFound() {
    assertFound("no PAD", Kind.LOST, HONEST.withSyncUnitBytes(8));
  }

  @Test
  void directoryThatIsNeverSyncedIsFound() {
    assertFound(
        "no directory sync",
        Kind.LOST,
        HONEST.withLies(lie(OperationKind.SYNC_DIRECTORY, "", Fault.LYING_SYNC)));
  }

  @Test
  void segmentThatGetsItsNameBeforeItsHeaderIsDurableIsFound() {
    assertFound(
        "name before header",
        Kind.FALSE_CORRUPTION,
        HONEST.withLies(lie(OperationKind.SYNC_WITH_METADATA, "spare-", Fault.LYING_SYNC)));
  }

  @Test
  void openingThatDoesNotSyncTheAcceptedTailIsFound() {
    assertFound(
        "accepted tail not synced",
        Kind.LOST,
        HONEST.withLies(lie(OperationKind.SYNC_WITH_METADATA, "wal-", Fault.LYING_SYNC)));
  }

  private static void assertFound(String bug, Kind kind, ScenarioOptions options) {
    Tally tally = CrashRun.run("planted: " + bug, options, FIRST_SEED, STATES, VIOLATIONS_MAX);
    assertThat(tally.violations(kind)).as(kind + " found").isPositive();
  }

  private static FaultPlan lie(OperationKind kind, String namePrefix, Fault fault) {
    return occurrence ->
        occurrence.kind() == kind && occurrence.file().startsWith(namePrefix) ? fault : null;
  }
}
