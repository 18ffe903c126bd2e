package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Transaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who wrote which value, by key. */
final class WrittenValues {
  private final Map<Integer, Map<Long, WrittenValue>> lists = new HashMap<>();
  private final Map<Integer, Map<Long, WrittenValue>> registers = new HashMap<>();

  WrittenValues(History history) {
    for (Transaction transaction : history.transactions()) {
      for (Operation operation : transaction.operations()) {
        switch (operation) {
          case Operation.Append(int key, long value) -> add(lists, key, value, transaction);
          case Operation.Write(int key, long value) -> add(registers, key, value, transaction);
          case Operation.ListRead _, Operation.RegisterRead _ -> {}
        }
      }
    }
  }

  private static void add(
      Map<Integer, Map<Long, WrittenValue>> keys, int key, long value, Transaction transaction) {
    WrittenValue former =
        keys.computeIfAbsent(key, _ -> new HashMap<>())
            .put(value, new WrittenValue(transaction.number()));
    if (former != null) {
      throw new IllegalArgumentException(
          "a value is written twice: key=" + key + " value=" + value + " by " + transaction);
    }
  }

  /**
   * Says of each value whether it is its transaction's last one there; after the lost are known.
   */
  void markLast(History history) {
    for (Transaction transaction : history.transactions()) {
      Map<Integer, WrittenValue> lastInLists = new HashMap<>();
      Map<Integer, WrittenValue> lastInRegisters = new HashMap<>();
      for (Operation operation : transaction.operations()) {
        switch (operation) {
          case Operation.Append(int key, long value) -> mark(lastInLists, key, list(key, value));
          case Operation.Write(int key, long value) ->
              mark(lastInRegisters, key, register(key, value));
          case Operation.ListRead _, Operation.RegisterRead _ -> {}
        }
      }
    }
  }

  private static void mark(
      Map<Integer, WrittenValue> last, int key, @Nullable WrittenValue written) {
    if (written == null || written.isLost()) {
      return;
    }
    written.setLast(true);
    WrittenValue former = last.put(key, written);
    if (former != null) {
      former.setLast(false);
    }
  }

  @Nullable WrittenValue list(int key, long value) {
    return find(lists, key, value);
  }

  @Nullable WrittenValue register(int key, long value) {
    return find(registers, key, value);
  }

  private static @Nullable WrittenValue find(
      Map<Integer, Map<Long, WrittenValue>> keys, int key, long value) {
    Map<Long, WrittenValue> values = keys.get(key);
    return values == null ? null : values.get(value);
  }
}
