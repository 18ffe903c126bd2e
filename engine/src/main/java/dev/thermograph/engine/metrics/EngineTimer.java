package dev.thermograph.engine.metrics;

import java.util.Locale;

/** What an engine times. */
public enum EngineTimer {
  /** A commit, from its first change to its receipt. */
  COMMIT,
  /** The part of a commit that waits for the disk. */
  SYNC_WAIT,
  /** Opening a tenant's memory. */
  TENANT_OPEN,
  /** Closing a tenant's memory to make room. */
  TENANT_EVICT,
  /** Writing a checkpoint. */
  CHECKPOINT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '.');

  /** Its name for people and other systems: lower case, with dots. */
  public String label() {
    return label;
  }
}
