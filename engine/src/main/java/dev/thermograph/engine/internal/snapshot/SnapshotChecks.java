package dev.thermograph.engine.internal.snapshot;

/** What of a file is compared; less than everything only to show that the tests can fail. */
enum SnapshotChecks {
  ALL,
  NO_DIGEST
}
