package dev.thermograph.wal.read;

/** How much of a frame a cursor looks at before it believes it. */
public enum FrameCheck {
  /** Everything: what recovery and readers use. */
  CHECKSUM,
  /** The header's plausibility only: for counting, and to show that the checksum is needed. */
  HEADER_ONLY
}
