package dev.thermograph.properties.isolation.workload;

/** What transactions look like. */
public enum Shape {
  /** Anything after anything. */
  MIXED,

  /** Writes without a look. */
  BLIND_WRITES,

  /** Reads one key and writes it. */
  READ_MODIFY_WRITE,

  /** Either one write or some reads. */
  ONE_WRITE_OR_READS,

  /** Either a read and a write of two keys, in whatever order, or some reads; no key twice. */
  READ_AND_WRITE_OR_READS
}
