package dev.thermograph.engine.property;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** A property value, a name or a JSON text cannot be stored as it is; nothing was written. */
public final class PropertyRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the value and the limit. */
  public PropertyRefusedException(String message) {
    this(message, null);
  }

  /** As above, with what the parser or the JDK said. */
  public PropertyRefusedException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }
}
