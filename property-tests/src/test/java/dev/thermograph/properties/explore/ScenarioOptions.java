package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;

/**
 * What is planted into a log's life. Immutable.
 *
 * @param lies what the disk says and does not do, all the time; {@link FaultPlan#none()} for none
 * @param check how recovery checks frames
 * @param syncUnitBytes what synced groups are padded to
 * @param sectorBytes what the disk writes whole or not at all
 * @param withFaults whether single operations fail now and then
 */
record ScenarioOptions(
    FaultPlan lies, FrameCheck check, int syncUnitBytes, int sectorBytes, boolean withFaults) {

  /** The log as it is, on a disk that tells the truth. */
  static ScenarioOptions honest() {
    return new ScenarioOptions(
        FaultPlan.none(),
        FrameCheck.CHECKSUM,
        FrameLayout.BLOCK_BYTES,
        CrashRecordingFiles.SECTOR_BYTES,
        true);
  }

  ScenarioOptions withLies(FaultPlan newLies) {
    return new ScenarioOptions(newLies, check, syncUnitBytes, sectorBytes, withFaults);
  }

  ScenarioOptions withCheck(FrameCheck newCheck) {
    return new ScenarioOptions(lies, newCheck, syncUnitBytes, sectorBytes, withFaults);
  }

  ScenarioOptions withSyncUnitBytes(int newSyncUnitBytes) {
    return new ScenarioOptions(lies, check, newSyncUnitBytes, sectorBytes, withFaults);
  }

  ScenarioOptions withSectorBytes(int newSectorBytes) {
    return new ScenarioOptions(lies, check, syncUnitBytes, newSectorBytes, withFaults);
  }

  ScenarioOptions withoutFaults() {
    return new ScenarioOptions(lies, check, syncUnitBytes, sectorBytes, false);
  }
}
