package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import java.util.List;
import java.util.Optional;

/**
 * What nodes or edges of one sort have in common. <em>Immutable.</em>
 *
 * <p>A typed kind is made from a record, whose components are its properties: one that is marked
 * {@code @Nullable} is optional, each other one is required. An open kind takes any properties.
 *
 * @param <T> the record, or {@link PropertyValue.MapOf} for an open kind
 */
public sealed interface Kind<T> permits NodeKind, EdgeKind {
  /** Longest name of a kind or a constraint, in characters. */
  int NAME_CHARS_MAX = 128;

  /** Most properties that one node or edge of an open kind, or one map in it, may have. */
  int OPEN_PROPERTY_COUNT_MAX = 65_536;

  /**
   * Its name, which is what the log and the files know: a letter or {@code _}, then letters,
   * digits, {@code _}, {@code -} and {@code .}, at most {@value #NAME_CHARS_MAX} characters.
   */
  String name();

  /** What its properties are read as. */
  Class<T> type();

  /** Whether it takes any properties. */
  boolean isOpen();

  /** Its declared properties, in the order of the record's components; none of an open kind. */
  List<PropertyDefinition> properties();

  /** The declared property of this name. */
  Optional<PropertyDefinition> findProperty(String name);
}
