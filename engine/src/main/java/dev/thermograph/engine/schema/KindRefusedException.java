package dev.thermograph.engine.schema;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** A kind or a schema cannot be declared like this. */
public final class KindRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the kind, what was declared, and the limit. */
  public KindRefusedException(String message) {
    this(message, null);
  }

  /** As above, with what the JDK said. */
  public KindRefusedException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }
}
