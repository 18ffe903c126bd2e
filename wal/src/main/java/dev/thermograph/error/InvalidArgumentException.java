package dev.thermograph.error;

/** A value was refused before anything was written; the message has its name, value and limits. */
public final class InvalidArgumentException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the argument, its value and the limit. */
  public InvalidArgumentException(String message) {
    super(Severity.REFUSED, message, null);
  }

  /** Returns {@code value} when it lies in {@code min..max}, else refuses it by name. */
  public static long requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidArgumentException(
          Messages.format("%s must be %d..%d: %s=%d", name, min, max, name, value));
    }
    return value;
  }

  /** As {@link #requireRange(String, long, long, long)} for an int. */
  public static int requireRange(String name, int value, int min, int max) {
    return (int) requireRange(name, (long) value, (long) min, (long) max);
  }
}
