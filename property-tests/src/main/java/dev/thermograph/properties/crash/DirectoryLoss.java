package dev.thermograph.properties.crash;

/** What a power cut does to creates, renames and deletes that were not synced. */
public enum DirectoryLoss {
  /** All of them reached the disk. */
  NONE,
  /** None of them reached the disk. */
  ALL,
  /** The file system journals: a prefix of them, in order, reached the disk. */
  JOURNAL_PREFIX,
  /** Each one on its own, as far as it is possible without the lost ones before it. */
  INDEPENDENT
}
