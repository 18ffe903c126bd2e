package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.FinalState;
import dev.thermograph.properties.isolation.history.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies from lists. The longest list that was read shows in which order its values came;
 * every other one has to be its beginning.
 */
final class ListOrders {

  private final ListCleaner cleaner;
  private final WrittenValues values;
  private final DependencyGraph.Builder graph;
  private final Findings findings;
  private final Names names;

  ListOrders(
      ListCleaner cleaner,
      WrittenValues values,
      DependencyGraph.Builder graph,
      Findings findings,
      Names names) {
    this.cleaner = cleaner;
    this.values = values;
    this.graph = graph;
    this.findings = findings;
    this.names = names;
  }

  void addAll(Map<Integer, List<ExternalRead<List<Long>>>> reads, FinalState end) {
    Set<Integer> keys = new TreeSet<>(reads.keySet());
    keys.addAll(end.lists().keySet());
    for (int key : keys) {
      add(key, reads.getOrDefault(key, List.of()), end.lists().get(key));
    }
  }

  private void add(int key, List<ExternalRead<List<Long>>> reads, @Nullable List<Long> end) {
    List<ExternalRead<List<Long>>> all = new ArrayList<>(reads.size() + 1);
    if (end != null) {
      all.add(new ExternalRead<>(Names.END, cleaner.clean(key, end, Names.END)));
    }
    for (ExternalRead<List<Long>> read : reads) {
      int reader = read.transaction();
      all.add(new ExternalRead<>(reader, cleaner.clean(key, read.seen(), reader)));
    }
    ExternalRead<List<Long>> longest = longest(all);
    if (hasDuplicates(key, longest)) {
      return; // there is no order
    }
    int[] writers = writers(key, longest.seen());
    addWrites(key, longest.seen(), writers);
    for (ExternalRead<List<Long>> read : all) {
      if (read.transaction() != Names.END && isBeginning(key, read, longest)) {
        addRead(key, read, longest.seen(), writers);
      }
    }
  }

  private static ExternalRead<List<Long>> longest(List<ExternalRead<List<Long>>> all) {
    ExternalRead<List<Long>> longest = all.getFirst();
    for (ExternalRead<List<Long>> read : all) {
      if (read.seen().size() > longest.seen().size()) {
        longest = read;
      }
    }
    return longest;
  }

  private boolean hasDuplicates(int key, ExternalRead<List<Long>> read) {
    Set<Long> seen = new HashSet<>();
    for (Long value : read.seen()) {
      if (!seen.add(value)) {
        findings.add(
            Anomaly.DUPLICATE_ELEMENT,
            "list " + key + " holds " + value + " twice: " + read.seen() + "\n" + who(read));
        return true;
      }
    }
    return false;
  }

  private boolean isBeginning(
      int key, ExternalRead<List<Long>> read, ExternalRead<List<Long>> longest) {
    int length = read.seen().size();
    if (read.seen().equals(longest.seen().subList(0, length))) {
      return true;
    }
    if (!hasDuplicates(key, read)) {
      findings.add(
          Anomaly.INCOMPATIBLE_ORDER,
          "list "
              + key
              + " was read as "
              + read.seen()
              + "\n"
              + who(read)
              + "\nand as "
              + longest.seen()
              + "\n"
              + who(longest));
    }
    return false;
  }

  private String who(ExternalRead<List<Long>> read) {
    return "by " + names.of(read.transaction());
  }

  private int[] writers(int key, List<Long> order) {
    int[] writers = new int[order.size()];
    for (int index = 0; index < writers.length; index++) {
      WrittenValue written = values.list(key, order.get(index));
      writers[index] = written == null ? Names.END : written.transaction(); // cleaning left no null
    }
    return writers;
  }

  private void addWrites(int key, List<Long> order, int[] writers) {
    for (int index = 1; index < writers.length; index++) {
      graph.add(
          writers[index - 1], writers[index], Dependency.WW, Items.list(key), order.get(index));
    }
  }

  private void addRead(int key, ExternalRead<List<Long>> read, List<Long> order, int[] writers) {
    int length = read.seen().size();
    int lastWriter = length == 0 ? Names.END : writers[length - 1];
    if (length > 0) {
      long last = order.get(length - 1);
      graph.add(lastWriter, read.transaction(), Dependency.WR, Items.list(key), last);
      requireLast(key, last, read);
    }
    int next = length;
    while (next < writers.length && writers[next] == lastWriter) {
      next++; // an intermediate read, which has been said
    }
    if (next < writers.length) {
      graph.add(read.transaction(), writers[next], Dependency.RW, Items.list(key), order.get(next));
    }
  }

  private void requireLast(int key, long value, ExternalRead<List<Long>> read) {
    WrittenValue written = values.list(key, value);
    if (written != null && !written.isLast()) {
      findings.add(
          Anomaly.INTERMEDIATE_READ,
          "list "
              + key
              + " was read up to "
              + value
              + ", its writer appended more"
              + "\nread by "
              + names.of(read.transaction())
              + "\nwritten by "
              + names.of(written.transaction()));
    }
  }
}
