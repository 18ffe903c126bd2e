package dev.thermograph.properties.isolation.history;

import java.util.List;

/**
 * One thing a transaction did, with what it was answered. Lists and registers have keys of their
 * own: list 3 and register 3 have nothing to do with each other. No value is written twice to one
 * key, so that each value names its writer.
 */
public sealed interface Operation {

  /** What a register holds that nobody has written. */
  long NOTHING = 0;

  /** Number of the list or register. */
  int key();

  /** Adds a value to the end of a list. */
  record Append(int key, long value) implements Operation {
    @Override
    public String toString() {
      return "append " + value + " to list " + key;
    }
  }

  /** Saw a whole list. */
  record ListRead(int key, List<Long> values) implements Operation {
    public ListRead {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "read list " + key + " as " + values;
    }
  }

  /** Puts a value, not {@link #NOTHING}, into a register. */
  record Write(int key, long value) implements Operation {
    public Write {
      if (value == NOTHING) {
        throw new IllegalArgumentException(
            "0 means nothing, it cannot be written: register=" + key);
      }
    }

    @Override
    public String toString() {
      return "write " + value + " to register " + key;
    }
  }

  /** Saw the value of a register, or {@link #NOTHING}. */
  record RegisterRead(int key, long value) implements Operation {
    @Override
    public String toString() {
      return "read register " + key + " as " + value;
    }
  }
}
