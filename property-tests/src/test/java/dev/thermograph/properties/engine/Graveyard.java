package dev.thermograph.properties.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What deleted nodes, or edges, were. */
final class Graveyard<T> {
  /** Stands for the sequence of the commit that a transaction may become. */
  static final long NOW = Long.MAX_VALUE;

  record Gone<T>(T last, long deletedAt) {}

  private final TreeMap<Integer, Gone<T>> gone = new TreeMap<>();

  void putAll(Graveyard<T> other) {
    gone.putAll(other.gone);
  }

  void bury(int number, T last) {
    gone.put(number, new Gone<>(last, NOW));
  }

  /** What was deleted last under this number, also when it was brought back since. */
  Optional<Gone<T>> find(int number) {
    return Optional.ofNullable(gone.get(number));
  }

  /** All numbers, in order. */
  List<Integer> numbers() {
    return List.copyOf(gone.keySet());
  }

  /** What was not there before a commit was not deleted by it. */
  void stamp(long sequence, Map<Integer, T> thereBefore, Graveyard<T> before) {
    for (int number : numbers()) {
      gone.computeIfPresent(
          number,
          (_, it) -> {
            if (it.deletedAt() != NOW) {
              return it;
            }
            T last = thereBefore.get(number); // not what the transaction made of it meanwhile
            return last == null ? before.gone.get(number) : new Gone<>(last, sequence);
          });
    }
  }
}
