package dev.thermograph.properties.isolation;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of strict serializability, tried out: every serial order of a small history's
 * transactions that agrees with real time and with sequences is run, until one gives each
 * transaction what it has seen and leaves the final state. Aborted transactions have their place in
 * the order and no effect; of those with an unknown outcome any may be left out. Exponential.
 */
final class BruteForce {
  private final History history;

  private BruteForce(History history) {
    this.history = history;
  }

  static boolean explains(History history) {
    return new BruteForce(history).canGoOn(new State(), history.transactions());
  }

  private record State(Map<Integer, List<Long>> lists, Map<Integer, Long> registers) {
    State() {
      this(Map.of(), Map.of());
    }
  }

  private boolean canGoOn(State state, List<Transaction> rest) {
    if (rest.stream().allMatch(each -> each.outcome() == Outcome.UNKNOWN) && isEnd(state)) {
      return true;
    }
    for (Transaction next : rest) {
      if (mayComeBefore(next, rest)) {
        State after = run(state, next);
        if (after != null) {
          List<Transaction> others = new ArrayList<>(rest);
          others.remove(next);
          if (canGoOn(next.outcome() == Outcome.ABORTED ? state : after, others)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean mayComeBefore(Transaction next, List<Transaction> others) {
    return others.stream()
        .noneMatch(
            other ->
                (other.outcome() != Outcome.UNKNOWN && other.completed() < next.invoked())
                    || (hasSequence(next)
                        && hasSequence(other)
                        && other.number() != next.number()
                        && other.sequence() <= next.sequence()));
  }

  private static boolean hasSequence(Transaction transaction) {
    return transaction.outcome() == Outcome.COMMITTED
        && transaction.writes()
        && transaction.sequence() != Transaction.NO_SEQUENCE;
  }

  private boolean isEnd(State state) {
    return history.end().lists().entrySet().stream()
            .allMatch(
                entry ->
                    state.lists().getOrDefault(entry.getKey(), List.of()).equals(entry.getValue()))
        && history.end().registers().entrySet().stream()
            .allMatch(
                entry ->
                    state.registers().getOrDefault(entry.getKey(), 0L).equals(entry.getValue()));
  }

  /** The state after a transaction, null if it would have seen something else. */
  private static @Nullable State run(State before, Transaction transaction) {
    State state = new State(new HashMap<>(before.lists()), new HashMap<>(before.registers()));
    for (Operation operation : transaction.operations()) {
      boolean agrees =
          switch (operation) {
            case Operation.Append(int key, long value) -> {
              List<Long> longer = new ArrayList<>(state.lists().getOrDefault(key, List.of()));
              longer.add(value);
              state.lists().put(key, longer);
              yield true;
            }
            case Operation.ListRead(int key, List<Long> values) ->
                values.equals(state.lists().getOrDefault(key, List.of()));
            case Operation.Write(int key, long value) -> {
              state.registers().put(key, value);
              yield true;
            }
            case Operation.RegisterRead(int key, long value) ->
                value == state.registers().getOrDefault(key, 0L);
          };
      if (!agrees) {
        return null;
      }
    }
    return state;
  }
}
