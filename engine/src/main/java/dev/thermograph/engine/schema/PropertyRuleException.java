package dev.thermograph.engine.schema;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A value breaks a rule of its kind; nothing was written. */
public final class PropertyRuleException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String property;
  private final String rule;

  /**
   * Says which value broke which rule.
   *
   * @param kind the kind's name
   * @param property the property, with the way into it: {@code address.zip}, {@code tags[3]}
   * @param value the value, shortened
   * @param rule the rule's name: {@code max}, {@code type}, {@code required}, and so on
   * @param limit what the rule allows
   */
  public PropertyRuleException(
      String kind, String property, String value, String rule, String limit) {
    super(
        Severity.REFUSED,
        "value breaks a rule of its kind: kind="
            + kind
            + " property="
            + property
            + " value="
            + value
            + " rule="
            + rule
            + " limit="
            + limit,
        null);
    this.kind = kind;
    this.property = property;
    this.rule = rule;
  }

  /** The kind's name. */
  public String kind() {
    return kind;
  }

  /** The property, with the way into it. */
  public String property() {
    return property;
  }

  /** The broken rule's name. */
  public String rule() {
    return rule;
  }
}
