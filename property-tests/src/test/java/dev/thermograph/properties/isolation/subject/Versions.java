package dev.thermograph.properties.isolation.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What each list and register held from which sequence on. A register holds one value or none, a
 * list any number.
 */
public final class Versions {
  private final Map<Integer, NavigableMap<Long, List<Long>>> items = new HashMap<>();

  /** What an item holds from a sequence on. */
  public void put(int item, long sequence, List<Long> content) {
    items.computeIfAbsent(item, _ -> new TreeMap<>()).put(sequence, List.copyOf(content));
  }

  /** What an item held at a sequence. */
  public List<Long> at(int item, long sequence) {
    NavigableMap<Long, List<Long>> versions = items.get(item);
    Map.Entry<Long, List<Long>> version = versions == null ? null : versions.floorEntry(sequence);
    return version == null ? List.of() : version.getValue();
  }

  /** What an item holds last. */
  public List<Long> newest(int item) {
    return at(item, Long.MAX_VALUE);
  }

  /** From which sequence on an item holds its newest content, 0 if it never held any. */
  public long newestSequence(int item) {
    NavigableMap<Long, List<Long>> versions = items.get(item);
    return versions == null ? 0 : versions.lastKey();
  }
}
