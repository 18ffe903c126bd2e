package dev.thermograph.properties.isolation.history;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One transaction as its process saw it.
 *
 * @param number its place in the history
 * @param process who ran it; a process runs one transaction after the other
 * @param invoked tick before its beginning was asked for
 * @param completed tick after its end was told
 * @param sequence what the commit was given, {@link #NO_SEQUENCE} when that is not known
 */
public record Transaction(
    int number,
    int process,
    long invoked,
    long completed,
    Outcome outcome,
    long sequence,
    List<Operation> operations) {
  public static final long NO_SEQUENCE = 0;

  public Transaction {
    operations = List.copyOf(operations);
    if (completed <= invoked) {
      throw new IllegalArgumentException(
          "ends before it begins: T" + number + " " + invoked + ".." + completed);
    }
  }

  /** Whether it changes anything when it commits. */
  public boolean writes() {
    for (Operation operation : operations) {
      if (operation instanceof Operation.Append || operation instanceof Operation.Write) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    String at = sequence == NO_SEQUENCE ? "" : " at " + sequence;
    return operations.stream()
        .map(Operation::toString)
        .collect(
            Collectors.joining(
                "; ",
                "T"
                    + number
                    + " (process "
                    + process
                    + ", "
                    + outcome.name().toLowerCase(Locale.ROOT)
                    + at
                    + "): ",
                ""));
  }
}
