package dev.thermograph.properties.isolation;

import dev.thermograph.properties.isolation.history.FinalState;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history written by hand: transactions overlap, each has its own process, unless said else. */
final class Script {
  private static final long EPOCH_TICKS = 1_000;

  private final List<Transaction> transactions = new ArrayList<>();
  private final Map<Integer, List<Long>> lists = new HashMap<>();
  private final Map<Integer, Long> registers = new HashMap<>();
  private long epoch;
  private int process = 100;

  static Operation append(int key, long value) {
    return new Operation.Append(key, value);
  }

  static Operation read(int key, Long... values) {
    return new Operation.ListRead(key, List.of(values));
  }

  static Operation write(int key, long value) {
    return new Operation.Write(key, value);
  }

  static Operation get(int key, long value) {
    return new Operation.RegisterRead(key, value);
  }

  Script commit(Operation... operations) {
    return add(process++, Outcome.COMMITTED, 0, 0, operations);
  }

  /** It also overlaps with what follows the next {@link #then()}. */
  Script longCommit(Operation... operations) {
    return add(process++, Outcome.COMMITTED, 0, EPOCH_TICKS, operations);
  }

  Script commitAt(long sequence, Operation... operations) {
    return add(process++, Outcome.COMMITTED, sequence, 0, operations);
  }

  Script commitOf(int ofProcess, Operation... operations) {
    return add(ofProcess, Outcome.COMMITTED, 0, 0, operations);
  }

  Script abort(Operation... operations) {
    return add(process++, Outcome.ABORTED, 0, 0, operations);
  }

  Script unknown(Operation... operations) {
    return add(process++, Outcome.UNKNOWN, 0, 0, operations);
  }

  /** All that follows begins after all that came before has ended. */
  Script then() {
    epoch++;
    return this;
  }

  Script endList(int key, Long... values) {
    lists.put(key, List.of(values));
    return this;
  }

  Script endRegister(int key, long value) {
    registers.put(key, value);
    return this;
  }

  History history() {
    return new History(transactions, new FinalState(lists, registers));
  }

  private Script add(
      int ofProcess, Outcome outcome, long sequence, long later, Operation... operations) {
    int number = transactions.size();
    long invoked = epoch * EPOCH_TICKS + number;
    long completed = epoch * EPOCH_TICKS + EPOCH_TICKS / 2 + number + later;
    transactions.add(
        new Transaction(
            number, ofProcess, invoked, completed, outcome, sequence, List.of(operations)));
    return this;
  }
}
