package dev.thermograph.engine.internal.tenancy;

import java.time.Duration;
import java.util.List;

/**
 * How a tenant's memory came back.
 *
 * @param source where most of it came from
 * @param sourceSequence the last commit that the source held
 * @param sequence the last commit that it holds now
 * @param elementCount nodes and edges that have a number, deleted ones included
 * @param replayedCount commits applied from the log
 * @param replayedBytes of these
 * @param duration how long it took
 * @param refusals why something better was not used, in the order in which it was tried
 */
public record OpeningReport(
    Source source,
    long sourceSequence,
    long sequence,
    long elementCount,
    long replayedCount,
    long replayedBytes,
    Duration duration,
    List<String> refusals) {
  /** Keeps a copy. */
  public OpeningReport {
    refusals = List.copyOf(refusals);
  }

  /** Where a tenant's memory can come from, best first. */
  public enum Source {
    /** The maps of an orderly close. */
    MAPS,
    /** A snapshot, and the log behind it. */
    SNAPSHOT,
    /** The log from its first record on. */
    LOG
  }
}
