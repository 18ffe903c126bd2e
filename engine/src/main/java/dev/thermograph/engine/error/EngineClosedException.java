package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** The engine was closed; open it again. */
public final class EngineClosedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message says what was asked for. */
  public EngineClosedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
