package dev.thermograph.properties.isolation.check;

/** Why one transaction comes before another one. The order counts, see {@link Stage}. */
public enum Dependency {
  /** It wrote the version before the other's. */
  WW,

  /** The other one read what it wrote. */
  WR,

  /** It read a version before the one the other wrote. */
  RW,

  /** It ended, and the same process began the other. */
  PROCESS,

  /** It ended before the other began. */
  REALTIME,

  /** Its commit has the smaller sequence. */
  SEQUENCE,

  /** Goes on from a junction: the dependency that led there is meant. */
  PASS
}
