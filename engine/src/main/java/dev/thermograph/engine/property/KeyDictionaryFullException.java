package dev.thermograph.engine.property;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant uses as many different property names as it may; nothing was written. */
public final class KeyDictionaryFullException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * Says which name did not fit.
   *
   * @param name the new name
   * @param keyCount names in use
   * @param keyCountMax how many there may be
   */
  public KeyDictionaryFullException(String name, int keyCount, int keyCountMax) {
    super(
        Severity.REFUSED,
        Messages.format(
            "no room for another property name: name=%s keys=%d max=%d (names that are data belong"
                + " into a list of values)",
            name, keyCount, keyCountMax),
        null);
  }
}
