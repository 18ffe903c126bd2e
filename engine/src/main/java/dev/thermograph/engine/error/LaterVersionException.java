package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * The log or a tenant's memory has something that only later versions write. Nothing is damaged and
 * nothing was changed; open it with a version that knows it.
 */
public final class LaterVersionException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param what was met
   * @param code its number
   * @param where the number stands
   */
  public LaterVersionException(String what, int code, String where) {
    super(
        Severity.HALT,
        Messages.format("this version does not know %s: code=%d in %s", what, code, where),
        null);
  }
}
