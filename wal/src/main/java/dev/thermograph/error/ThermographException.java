package dev.thermograph.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error thrown by Thermograph.
 *
 * <p>Leaves are named by what could not be done and their messages carry the names, values and
 * limits involved; a caller that does not care about the leaf can act on {@link #severity()}.
 */
public abstract class ThermographException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Severity severity;

  /** An error of the given severity; the message names the thing, the value and the limit. */
  protected ThermographException(Severity severity, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.severity = severity;
  }

  /** What the caller can do about it. */
  public final Severity severity() {
    return severity;
  }
}
