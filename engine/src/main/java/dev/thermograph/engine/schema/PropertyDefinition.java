package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import org.jspecify.annotations.Nullable;

/**
 * One declared property of a kind. <em>Immutable.</em>
 *
 * @param name its name
 * @param type its type
 * @param isRequired whether it must have a value, or a default
 * @param rules what its values must obey
 */
public record PropertyDefinition(
    String name, PropertyType type, boolean isRequired, PropertyRules rules) {

  /** Refuses rules that do not fit the type, and a default that breaks them. */
  public PropertyDefinition {
    RuleChecks.requireFit(name, type, rules);
    PropertyValue defaultValue = rules.findDefault().orElse(null);
    Problem problem =
        defaultValue == null ? null : findProblem(type, isRequired, rules, defaultValue);
    if (problem != null) {
      throw new KindRefusedException(
          "default breaks a rule of its property: property="
              + name
              + problem.path()
              + " value="
              + problem.value().shown()
              + " rule="
              + problem.rule()
              + " limit="
              + problem.limit());
    }
  }

  /** A property without rules. */
  public PropertyDefinition(String name, PropertyType type, boolean isRequired) {
    this(name, type, isRequired, PropertyRules.NONE);
  }

  /** The value to be kept: the default when there is none, or nothing. */
  public @Nullable PropertyValue orDefault(@Nullable PropertyValue value) {
    if (value == null || value instanceof PropertyValue.Null) {
      return rules.findDefault().orElse(null);
    }
    return value;
  }

  /**
   * Refuses a value that breaks the type or a rule; {@code null} and {@link PropertyValue.Null}
   * stand for a missing one.
   *
   * @param kind the kind's name, for the message
   */
  public void requireValid(String kind, @Nullable PropertyValue value) {
    Problem problem = findProblem(type, isRequired, rules, value);
    if (problem != null) {
      throw problem.within(name).toException(kind);
    }
  }

  private static @Nullable Problem findProblem(
      PropertyType type, boolean isRequired, PropertyRules rules, @Nullable PropertyValue value) {
    if (value == null || value instanceof PropertyValue.Null) {
      return isRequired
          ? new Problem("", "required", new PropertyValue.Null(), type.describe())
          : null;
    }
    Problem problem = TypeChecks.find(type, value);
    if (problem == null) {
      problem = ValueLimits.find(value, ValueLimits.DEPTH_OF_PROPERTIES);
    }
    return problem == null ? RuleChecks.find(rules, value) : problem;
  }

  /** As reports say it: type, {@code ?} when optional, rules. */
  public String describe() {
    String text = type.describe() + (isRequired ? "" : "?");
    return rules.equals(PropertyRules.NONE) ? text : text + " " + rules;
  }
}
