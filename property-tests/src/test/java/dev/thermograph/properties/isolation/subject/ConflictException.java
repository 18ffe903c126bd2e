package dev.thermograph.properties.isolation.subject;

/** The subject has aborted the transaction by itself. */
public final class ConflictException extends RuntimeException {
  /** Says why. */
  public ConflictException(String message) {
    super(message);
  }
}
