package dev.thermograph.engine.property;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** Stored bytes are not a property block, or no longer are. */
public final class PropertyBlockDamagedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * Describes one place of damage.
   *
   * @param what what is wrong, in words
   * @param offset where in the block
   * @param found what stands there
   */
  public PropertyBlockDamagedException(String what, long offset, long found) {
    this(what, offset, found, null);
  }

  /** As above, with what the JDK said about the bytes. */
  public PropertyBlockDamagedException(
      String what, long offset, long found, @Nullable Throwable cause) {
    super(
        Severity.HALT,
        Messages.format("property block is damaged: %s: offset=%d found=%d", what, offset, found),
        cause);
    this.offset = offset;
  }

  /** Where in the block the damage was seen. */
  public long offset() {
    return offset;
  }
}
