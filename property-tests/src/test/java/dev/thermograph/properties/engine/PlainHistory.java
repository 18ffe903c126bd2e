package dev.thermograph.properties.engine;

import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.options.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one tenant's graph was after each of its commits, and which of that must be kept. */
final class PlainHistory {
  /**
   * A commit and what it made.
   *
   * @param info what the engine is to tell of it; the beginning has none
   */
  record Version(Graph graph, Instant committedAt, @Nullable CommitInfo info) {}

  private final NavigableMap<Long, Version> versions = new TreeMap<>();

  /** Below this retention has let go, or may have. */
  private long floor;

  PlainHistory() {
    versions.put(0L, new Version(new Graph(), Instant.EPOCH, null));
  }

  long newest() {
    return versions.lastKey();
  }

  Graph graph() {
    return versions.lastEntry().getValue().graph();
  }

  Instant committedAt() {
    return versions.lastEntry().getValue().committedAt();
  }

  long floor() {
    return floor;
  }

  /** What was so at a sequence. */
  Map.Entry<Long, Version> at(long sequence) {
    return versions.floorEntry(sequence);
  }

  /** What was so before that, for a planted fault. */
  Map.Entry<Long, Version> before(long sequence) {
    Map.Entry<Long, Version> lower = versions.lowerEntry(versions.floorKey(sequence));
    return lower == null ? versions.firstEntry() : lower;
  }

  /** The newest commit made at an instant or before. */
  long newestAt(Instant instant) {
    long newest = 0;
    for (Map.Entry<Long, Version> version : versions.entrySet()) {
      if (version.getKey() == 0 || !version.getValue().committedAt().isAfter(instant)) {
        newest = version.getKey();
      }
    }
    return newest;
  }

  /** All sequences, the empty beginning's with them. */
  List<Long> sequences() {
    return List.copyOf(versions.keySet());
  }

  /** What is to be told of the commits between two sequences, oldest first. */
  List<CommitInfo> infos(long from, long to) {
    return versions.tailMap(from, true).headMap(Math.max(from, to), from <= to).values().stream()
        .map(Version::info)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  void add(long sequence, Version version) {
    versions.put(sequence, version);
  }

  /** Puts another graph in place of the newest, for a planted fault. */
  void spoil(Graph graph) {
    Map.Entry<Long, Version> last = versions.lastEntry();
    versions.put(
        last.getKey(), new Version(graph, last.getValue().committedAt(), last.getValue().info()));
  }

  /** Nothing that came later has been. */
  void goBackTo(long sequence) {
    versions.tailMap(sequence, false).clear();
    floor = Math.min(floor, sequence);
  }

  /** Retention may let go of this much now. */
  void retain(Retention retention, Instant now) {
    floor = Math.max(floor, horizon(retention, now));
  }

  private long horizon(Retention retention, Instant now) {
    return switch (retention) {
      case Retention.None() -> newest();
      case Retention.Forever() -> 0;
      case Retention.Age(Duration age) -> newestAt(now.minus(age));
      case Retention.Commits(int count) -> last(count);
    };
  }

  private long last(int count) {
    Iterator<Long> descending = versions.descendingKeySet().iterator();
    long sequence = 0;
    for (int at = 0; at < count && descending.hasNext(); at++) {
      sequence = descending.next();
    }
    return sequence;
  }
}
