package dev.thermograph.engine.schema;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import java.util.stream.Collectors;

/** A schema differs from the tenant's in ways that stored data may not obey; nothing changed. */
public final class SchemaRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // exceptions are not meant for Java serialization
  private final transient SchemaChange change;

  /** The message lists each breaking difference on a line of its own. */
  public SchemaRefusedException(SchemaChange change) {
    super(Severity.REFUSED, message(change), null);
    this.change = change;
  }

  private static String message(SchemaChange change) {
    return change.breaking().stream()
        .map(SchemaDifference::describe)
        .collect(
            Collectors.joining(
                "\n  ",
                "schema breaks what the tenant has: version="
                    + change.versionBefore()
                    + " differences="
                    + change.breaking().size()
                    + "\n  ",
                ""));
  }

  /** All differences, also those that break nothing. */
  public SchemaChange change() {
    return change;
  }
}
