package dev.thermograph.wal.flush;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.RecordsReleasedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which sealed segments exist, and which of them somebody still needs.
 *
 * <p>A floor is a sequence from outside: everything below it is not needed by its owner. A segment
 * may go when all its sequences lie below every floor. Without any floor everything is kept.
 *
 * <p><b>Thread-safe:</b> by its monitor.
 */
final class Retention implements SealListener {
  private final NavigableMap<Long, Long> lastSequenceBySegment = new TreeMap<>();
  private final List<RetentionFloor> floors = new ArrayList<>();
  private long releasedUpTo;

  /**
   * What recovery found.
   *
   * @param sealed last sequence of each sealed segment, by number
   * @param releasedUpTo last sequence that is not retained any more
   */
  Retention(Map<Long, Long> sealed, long releasedUpTo) {
    this.lastSequenceBySegment.putAll(sealed);
    this.releasedUpTo = releasedUpTo;
  }

  /**
   * Registers a floor, unless some of what it asks for is gone: its owner would believe that it can
   * go on where it stopped.
   *
   * @throws RecordsReleasedException when its first record was released
   */
  synchronized void addFloor(RetentionFloor floor) {
    long sequence = floor.sequence();
    if (sequence != RetentionFloor.REST && sequence <= releasedUpTo) {
      throw new RecordsReleasedException(
          Messages.format(
              "records were released: owner=%s sequence=%d firstRetained=%d",
              floor.owner(), sequence, releasedUpTo + 1));
    }
    floors.add(floor);
  }

  synchronized void removeFloor(RetentionFloor floor) {
    floors.remove(floor);
  }

  @Override
  public synchronized void sealed(long segmentNumber, long lastSequence) {
    lastSequenceBySegment.put(segmentNumber, lastSequence);
  }

  /** The lowest segment number that must stay, or {@code current} when no sealed one must. */
  synchronized long lowestNeeded(long current) {
    if (floors.isEmpty()) {
      return lastSequenceBySegment.isEmpty() ? current : lastSequenceBySegment.firstKey();
    }
    long floor = Long.MAX_VALUE;
    for (RetentionFloor each : floors) {
      floor = Math.min(floor, each.sequence());
    }
    for (var sealed : lastSequenceBySegment.entrySet()) {
      if (sealed.getValue() >= floor) {
        return sealed.getKey();
      }
    }
    return current;
  }

  /**
   * As {@link #lowestNeeded}, and from now on what lies below counts as released: a floor that
   * comes while the release is being written must not promise what is about to go.
   */
  synchronized long planRelease(long current) {
    long lowest = lowestNeeded(current);
    Map.Entry<Long, Long> last = lastSequenceBySegment.lowerEntry(lowest);
    if (last != null) {
      releasedUpTo = Math.max(releasedUpTo, last.getValue());
    }
    return lowest;
  }

  /** Last sequence that is not retained any more. */
  synchronized long releasedUpTo() {
    return releasedUpTo;
  }

  /** The first retained segment whose last sequence is not below the given one. */
  synchronized long segmentOf(long sequence, long current) {
    for (var sealed : lastSequenceBySegment.entrySet()) {
      if (sealed.getValue() >= sequence) {
        return sealed.getKey();
      }
    }
    return current;
  }

  /** Forgets and returns the sealed segments below a number. */
  synchronized List<Long> removeBelow(long segmentNumber) {
    NavigableMap<Long, Long> below = lastSequenceBySegment.headMap(segmentNumber, false);
    List<Long> numbers = List.copyOf(below.keySet());
    below.clear();
    return numbers;
  }

  /** Sealed segments from the given number on, in order. */
  synchronized List<Long> sealedFrom(long segmentNumber) {
    return List.copyOf(lastSequenceBySegment.tailMap(segmentNumber, true).keySet());
  }

  /** Last sequence of a sealed segment. */
  synchronized long lastSequence(long segmentNumber) {
    Long last = lastSequenceBySegment.get(segmentNumber);
    if (last == null) {
      throw new IllegalStateException("segment is not sealed or released: number=" + segmentNumber);
    }
    return last;
  }
}
