package dev.thermograph.engine.schema;

import java.util.HashSet;
import java.util.List;

/**
 * Says that no two nodes of a kind have the same values in some properties. A node that lacks one
 * of them is not compared. <em>Immutable.</em>
 *
 * @param name its name, unique in its kind; same form and length as a kind's name
 * @param properties 1 to {@value #PROPERTY_COUNT_MAX} properties, compared together
 * @param isIgnoringCase whether texts are compared without regard to upper and lower case
 */
public record UniqueRule(String name, List<String> properties, boolean isIgnoringCase) {
  /** Most properties that one rule compares. */
  public static final int PROPERTY_COUNT_MAX = 16;

  /** Refuses a bad name, and no, too many or repeated properties. */
  public UniqueRule {
    KindParts.requireName("constraint", name);
    properties = List.copyOf(properties);
    if (properties.isEmpty()
        || properties.size() > PROPERTY_COUNT_MAX
        || new HashSet<>(properties).size() < properties.size()) {
      throw new KindRefusedException(
          "constraint must compare 1.."
              + PROPERTY_COUNT_MAX
              + " different properties: constraint="
              + name
              + " properties="
              + properties);
    }
  }

  /** As reports say it. */
  public String describe() {
    return "unique" + properties + (isIgnoringCase ? " ignoring case" : "");
  }
}
