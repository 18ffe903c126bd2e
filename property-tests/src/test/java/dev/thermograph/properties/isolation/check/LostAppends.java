package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds what committed transactions appended and the final state does not hold. */
final class LostAppends {
  private LostAppends() {}

  static void find(History history, WrittenValues values, Fates fates, Findings findings) {
    Map<Integer, Set<Long>> end = new HashMap<>();
    history.end().lists().forEach((key, list) -> end.put(key, new HashSet<>(list)));
    for (Transaction transaction : history.transactions()) {
      if (fates.isCommitted(transaction.number())) {
        for (Operation operation : transaction.operations()) {
          if (operation instanceof Operation.Append(int key, long value)
              && end.containsKey(key)
              && !end.getOrDefault(key, Set.of()).contains(value)) {
            lost(transaction, key, value, values, findings);
          }
        }
      }
    }
  }

  private static void lost(
      Transaction transaction, int key, long value, WrittenValues values, Findings findings) {
    WrittenValue written = values.list(key, value);
    if (written != null) {
      written.setLost();
    }
    boolean acknowledged = transaction.outcome() == Outcome.COMMITTED;
    findings.add(
        acknowledged ? Anomaly.LOST_APPEND : Anomaly.TORN_COMMIT,
        "list " + key + " does not hold " + value + " of " + transaction);
  }
}
