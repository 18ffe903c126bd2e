package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.FinalState;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions count. Of those with an unknown outcome, one that has appended took effect if
 * the final state holds one of its appends; another one if somebody who counts has read from it.
 * The rest is left out: it took no effect, or nothing depends on it.
 */
final class Fates {
  private final History history;
  private final WrittenValues values;
  private final Level level;
  private final BitSet committed = new BitSet();

  /** Unknown ones that left no trace in a final state that should show one. */
  private final BitSet vanished = new BitSet();

  private final Deque<Transaction> toFollow = new ArrayDeque<>();

  Fates(History history, WrittenValues values, Level level) {
    this.history = history;
    this.values = values;
    this.level = level;
    for (Transaction transaction : history.transactions()) {
      if (transaction.outcome() == Outcome.COMMITTED) {
        commit(transaction);
      } else if (transaction.outcome() == Outcome.UNKNOWN) {
        lookForTraces(transaction);
      }
    }
    followFinalRegisters();
    while (!toFollow.isEmpty()) {
      followReads(toFollow.remove());
    }
  }

  private void commit(Transaction transaction) {
    committed.set(transaction.number());
    toFollow.add(transaction);
  }

  private void lookForTraces(Transaction transaction) {
    boolean looked = false;
    for (Operation operation : transaction.operations()) {
      if (operation instanceof Operation.Append(int key, long value)) {
        List<Long> list = history.end().lists().get(key);
        if (list != null && list.contains(value)) {
          commit(transaction);
          return;
        }
        looked |= list != null;
      }
    }
    if (looked) {
      vanished.set(transaction.number());
    }
  }

  private void followFinalRegisters() {
    FinalState end = history.end();
    end.registers().forEach((key, value) -> follow(values.register(key, value)));
  }

  private void followReads(Transaction reader) {
    for (Operation operation : reader.operations()) {
      switch (operation) {
        case Operation.ListRead(int key, List<Long> list) ->
            list.forEach(value -> follow(values.list(key, value)));
        case Operation.RegisterRead(int key, long value) -> follow(values.register(key, value));
        case Operation.Append _, Operation.Write _ -> {}
      }
    }
  }

  private void follow(@Nullable WrittenValue value) {
    if (value == null || committed.get(value.transaction()) || isAborted(value.transaction())) {
      return;
    }
    commit(history.transactions().get(value.transaction()));
  }

  /** Whether it took effect. */
  boolean isCommitted(int transaction) {
    return committed.get(transaction);
  }

  /** Whether it has to be without effect. */
  boolean isAborted(int transaction) {
    return history.transactions().get(transaction).outcome() == Outcome.ABORTED
        || vanished.get(transaction);
  }

  /** What it is to have read from an aborted one. */
  Anomaly blame(int transaction) {
    return vanished.get(transaction) ? Anomaly.TORN_COMMIT : Anomaly.ABORTED_READ;
  }

  /** Whether what it has read is judged. */
  boolean isJudged(int transaction) {
    return committed.get(transaction)
        || (level == Level.OPAQUE
            && history.transactions().get(transaction).outcome() == Outcome.ABORTED);
  }
}
