package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;

/**
 * A value that breaks a rule, before it is known whose value it is. Made on refusal only: a check
 * that finds nothing allocates nothing.
 *
 * @param path the way into the property: {@code .zip}, {@code [3]}, or empty
 */
record Problem(String path, String rule, PropertyValue value, String limit) {

  Problem within(String step) {
    return new Problem(step + path, rule, value, limit);
  }

  /** The way without the dot that it starts with when it starts from all properties. */
  Problem withoutDot() {
    return path.startsWith(".") ? new Problem(path.substring(1), rule, value, limit) : this;
  }

  PropertyRuleException toException(String kind) {
    return new PropertyRuleException(kind, path, value.shown(), rule, limit);
  }
}
