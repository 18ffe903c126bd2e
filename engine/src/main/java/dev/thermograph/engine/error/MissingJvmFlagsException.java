package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import java.util.List;

/** The JVM was started without flags that the engine needs; the message lists exactly those. */
public final class MissingJvmFlagsException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final List<String> missingFlags;

  /** The flags as they have to stand on the command line. */
  public MissingJvmFlagsException(List<String> missingFlags) {
    super(
        Severity.REFUSED,
        "start the JVM with these flags, too: " + String.join(" ", missingFlags),
        null);
    this.missingFlags = List.copyOf(missingFlags);
  }

  /** The flags to add, each as it has to stand on the command line. */
  public List<String> missingFlags() {
    return missingFlags;
  }
}
