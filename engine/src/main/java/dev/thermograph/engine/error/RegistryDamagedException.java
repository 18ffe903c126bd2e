package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/**
 * The list of tenants is damaged, or was not kept together with its log; the engine is not opened,
 * and nothing was changed.
 */
public final class RegistryDamagedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place and what is wrong there. */
  public RegistryDamagedException(String message, @Nullable Throwable cause) {
    super(Severity.HALT, message, cause);
  }
}
