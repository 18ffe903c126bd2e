package dev.thermograph.properties.isolation.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All transactions of a run, numbered in the order of their beginnings, and what was left at the
 * end.
 */
public record History(List<Transaction> transactions, FinalState end) {

  public History {
    transactions = List.copyOf(transactions);
    requireOneAfterTheOther(transactions);
  }

  private static void requireOneAfterTheOther(List<Transaction> transactions) {
    Map<Integer, Transaction> before = new HashMap<>();
    for (int number = 0; number < transactions.size(); number++) {
      Transaction transaction = transactions.get(number);
      if (transaction.number() != number) {
        throw new IllegalArgumentException(
            "numbers have gaps: expected=" + number + " was=" + transaction.number());
      }
      Transaction former = before.put(transaction.process(), transaction);
      if (former != null && former.completed() >= transaction.invoked()) {
        throw new IllegalArgumentException(
            "a process does two things at once: " + former + " and " + transaction);
      }
    }
  }

  /** How many operations all transactions have together. */
  public int operationCount() {
    return transactions.stream().mapToInt(transaction -> transaction.operations().size()).sum();
  }

  /** How many transactions ended so. */
  public long count(Outcome outcome) {
    return transactions.stream().filter(transaction -> transaction.outcome() == outcome).count();
  }
}
