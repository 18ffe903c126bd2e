package dev.thermograph.properties.engine;

import java.util.TreeMap;

/** How often things happened. Single-threaded. */
final class Tally {
  private final TreeMap<String, Long> counts = new TreeMap<>();

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
