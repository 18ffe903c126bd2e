package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each judged transaction saw of others, once per key: when it looks again, it has to see the
 * same and its own writes. If it does not, it contradicts itself.
 */
final class ExternalReads {
  private final Map<Integer, List<ExternalRead<List<Long>>>> lists = new HashMap<>();
  private final Map<Integer, List<ExternalRead<Long>>> registers = new HashMap<>();
  private final Findings findings;

  ExternalReads(History history, Fates fates, Findings findings) {
    this.findings = findings;
    for (Transaction transaction : history.transactions()) {
      if (fates.isJudged(transaction.number())) {
        new Eyes(transaction).followOperations();
      }
    }
  }

  /** By key. */
  Map<Integer, List<ExternalRead<List<Long>>>> lists() {
    return lists;
  }

  /** By key. */
  Map<Integer, List<ExternalRead<Long>>> registers() {
    return registers;
  }

  /** One transaction's view. */
  private final class Eyes {
    private final Transaction transaction;
    private final Map<Integer, List<Long>> ownAppends = new HashMap<>();
    private final Map<Integer, Long> ownWrites = new HashMap<>();
    private final Map<Integer, List<Long>> seenLists = new HashMap<>();
    private final Map<Integer, Long> seenRegisters = new HashMap<>();

    Eyes(Transaction transaction) {
      this.transaction = transaction;
    }

    void followOperations() {
      for (Operation operation : transaction.operations()) {
        switch (operation) {
          case Operation.Append(int key, long value) ->
              ownAppends.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
          case Operation.Write(int key, long value) -> ownWrites.put(key, value);
          case Operation.ListRead(int key, List<Long> list) -> see(key, list);
          case Operation.RegisterRead(int key, long value) -> see(key, value);
        }
      }
    }

    private void see(int key, List<Long> list) {
      List<Long> own = ownAppends.getOrDefault(key, List.of());
      int foreignCount = list.size() - own.size();
      if (foreignCount < 0 || !list.subList(foreignCount, list.size()).equals(own)) {
        contradiction("list " + key + " was read as " + list + " after own appends " + own);
        return;
      }
      List<Long> seen = list.subList(0, foreignCount);
      List<Long> before = seenLists.putIfAbsent(key, seen);
      if (before == null) {
        lists
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(new ExternalRead<>(transaction.number(), seen));
      } else if (!before.equals(seen)) {
        contradiction("list " + key + " was read as " + before + " first and then as " + seen);
      }
    }

    private void see(int key, long value) {
      Long own = ownWrites.get(key);
      if (own != null) {
        requireSame(key, own, value);
        return;
      }
      Long before = seenRegisters.putIfAbsent(key, value);
      requireSame(key, before, value);
      if (before == null) {
        registers
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(new ExternalRead<>(transaction.number(), value));
      }
    }

    private void requireSame(int key, @Nullable Long before, long value) {
      if (before != null && before != value) {
        contradiction("register " + key + " was " + before + " and then read as " + value);
      }
    }

    private void contradiction(String text) {
      findings.add(Anomaly.INTERNAL, text + "\nby " + transaction);
    }
  }
}
