package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What processes and clocks say about order. A transaction of unknown outcome may take effect at
 * any time after its beginning, so nothing comes after its end.
 */
final class TimeOrders {
  private final List<Transaction> transactions;
  private final DependencyGraph.Builder graph;
  private final Fates fates;

  TimeOrders(History history, Fates fates, DependencyGraph.Builder graph) {
    this.transactions =
        history.transactions().stream().filter(each -> fates.isJudged(each.number())).toList();
    this.fates = fates;
    this.graph = graph;
  }

  void addProcesses() {
    Map<Integer, Transaction> lastOf = new HashMap<>();
    for (Transaction transaction : transactions) {
      Transaction last = lastOf.get(transaction.process());
      if (last != null) {
        graph.add(last.number(), transaction.number(), Dependency.PROCESS);
      }
      if (hasEnded(transaction)) {
        lastOf.put(transaction.process(), transaction);
      }
    }
  }

  private static boolean hasEnded(Transaction transaction) {
    return transaction.outcome() != Outcome.UNKNOWN;
  }

  private record Event(long tick, Transaction transaction, boolean isEnd) {}

  /** A chain of junctions, one for each end; each leads to what began before the next end. */
  void addRealtime() {
    List<Event> events = new ArrayList<>();
    for (Transaction transaction : transactions) {
      events.add(new Event(transaction.invoked(), transaction, false));
      if (hasEnded(transaction)) {
        events.add(new Event(transaction.completed(), transaction, true));
      }
    }
    events.sort(Comparator.comparingLong(Event::tick));
    int newest = -1;
    for (Event event : events) {
      int number = event.transaction().number();
      if (event.isEnd()) {
        int junction = graph.addJunction();
        graph.add(number, junction, Dependency.REALTIME);
        if (newest >= 0) {
          graph.add(newest, junction, Dependency.PASS);
        }
        newest = junction;
      } else if (newest >= 0) {
        graph.add(newest, number, Dependency.PASS);
      }
    }
  }

  void addSequences(Findings findings) {
    List<Transaction> commits = new ArrayList<>();
    for (Transaction transaction : transactions) {
      if (fates.isCommitted(transaction.number())
          && transaction.sequence() != Transaction.NO_SEQUENCE
          && transaction.writes()) {
        commits.add(transaction);
      }
    }
    commits.sort(Comparator.comparingLong(Transaction::sequence));
    for (int index = 1; index < commits.size(); index++) {
      Transaction before = commits.get(index - 1);
      Transaction after = commits.get(index);
      if (before.sequence() == after.sequence()) {
        findings.add(Anomaly.SEQUENCE_VIOLATION, "one sequence for two\n" + before + "\n" + after);
      } else {
        graph.add(before.number(), after.number(), Dependency.SEQUENCE);
      }
    }
  }
}
