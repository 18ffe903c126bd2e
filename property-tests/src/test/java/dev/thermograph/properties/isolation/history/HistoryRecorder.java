package dev.thermograph.properties.isolation.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes down what workers do. Its ticks are one order for all: when a tick was taken after another
 * one, it is greater. <b>Thread-safe.</b>
 */
public final class HistoryRecorder {
  private final AtomicLong ticks = new AtomicLong();
  private final Queue<Transaction> ended = new ConcurrentLinkedQueue<>();

  /** The present. */
  public long tick() {
    return ticks.incrementAndGet();
  }

  /** Takes a transaction that has just ended; its number does not matter yet. */
  public void add(
      int process, long invoked, Outcome outcome, long sequence, List<Operation> operations) {
    ended.add(new Transaction(0, process, invoked, tick(), outcome, sequence, operations));
  }

  /** What was recorded, when all workers have ended. */
  public History finish(FinalState end) {
    List<Transaction> sorted = new ArrayList<>(ended);
    sorted.sort(Comparator.comparingLong(Transaction::invoked));
    for (int number = 0; number < sorted.size(); number++) {
      sorted.set(number, numbered(sorted.get(number), number));
    }
    return new History(sorted, end);
  }

  private static Transaction numbered(Transaction transaction, int number) {
    return new Transaction(
        number,
        transaction.process(),
        transaction.invoked(),
        transaction.completed(),
        transaction.outcome(),
        transaction.sequence(),
        transaction.operations());
  }
}
