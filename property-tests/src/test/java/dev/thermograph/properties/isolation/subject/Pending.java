package dev.thermograph.properties.isolation.subject;

import dev.thermograph.properties.isolation.history.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** A transaction under way: what it has read, and what it will write. */
public final class Pending {
  private final int worker;
  private final long snapshot;
  private final Set<Integer> reads = new HashSet<>();
  private final SequencedMap<Integer, List<Long>> writes = new LinkedHashMap<>();

  Pending(int worker, long snapshot) {
    this.worker = worker;
    this.snapshot = snapshot;
  }

  /** Who runs it. */
  public int worker() {
    return worker;
  }

  /** The sequence at which it reads. */
  public long snapshot() {
    return snapshot;
  }

  /** The items it has read. */
  public Set<Integer> reads() {
    return reads;
  }

  /** Its values by item, both in the order of writing. */
  public SequencedMap<Integer, List<Long>> writes() {
    return writes;
  }

  void add(int item, long value) {
    writes.computeIfAbsent(item, _ -> new ArrayList<>()).add(value);
  }

  /** What an item holds with this transaction's writes. */
  public List<Long> over(int item, List<Long> content) {
    return apply(item, content, writes.getOrDefault(item, List.of()));
  }

  /** What an item holds after some writes. */
  public static List<Long> apply(int item, List<Long> content, List<Long> values) {
    if (values.isEmpty()) {
      return content;
    }
    if (!Items.isList(item)) {
      return List.of(values.getLast());
    }
    List<Long> longer = new ArrayList<>(content);
    longer.addAll(values);
    return List.copyOf(longer);
  }
}
