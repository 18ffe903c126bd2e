package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.CrashTimeline;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What happened on a disk between two power cuts, and what was promised at each moment of it.
 *
 * <p>Process ends do not end an era: what was written and not synced is still only in the page
 * cache. Immutable once built, but for the records' tables, which the last life fills.
 */
final class Era {
  private final CrashTimeline timeline;
  private final NavigableMap<Integer, RecordTable> tables;
  private final NavigableMap<Integer, Long> floors;

  Era(
      CrashTimeline timeline,
      NavigableMap<Integer, RecordTable> tables,
      NavigableMap<Integer, Long> floors) {
    this.timeline = timeline;
    this.tables = new TreeMap<>(tables);
    this.floors = new TreeMap<>(floors);
  }

  CrashTimeline timeline() {
    return timeline;
  }

  /** What a power cut at this position has to keep. */
  Expectation at(int position) {
    return new Expectation(
        tables.floorEntry(position).getValue(),
        timeline.acked(position),
        floors.floorEntry(position).getValue());
  }

  /** A few words about each operation, for a reader of a failure. */
  List<String> describe(int from, int to) {
    return timeline
        .entries()
        .subList(Math.max(0, from), Math.min(to, timeline.operationCount()))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
