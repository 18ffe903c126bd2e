package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRules;
import dev.thermograph.engine.schema.SchemaDifference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Lists what differs between two declarations of one property. */
final class PropertyComparison {
  private final String kind;
  private final PropertyDefinition before;
  private final PropertyDefinition after;
  private final List<SchemaDifference> differences;

  private PropertyComparison(
      String kind,
      PropertyDefinition before,
      PropertyDefinition after,
      List<SchemaDifference> differences) {
    this.kind = kind;
    this.before = before;
    this.after = after;
    this.differences = differences;
  }

  static void compare(
      String kind,
      PropertyDefinition before,
      PropertyDefinition after,
      List<SchemaDifference> differences) {
    if (!before.equals(after)) {
      new PropertyComparison(kind, before, after, differences).compareParts();
    }
  }

  private void compareParts() {
    add(
        "type",
        before.type().describe(),
        after.type().describe(),
        !TypeComparison.accepts(after.type(), before.type()));
    boolean hadValue = before.isRequired() || hasDefault(before);
    add(
        "required",
        String.valueOf(before.isRequired()),
        String.valueOf(after.isRequired()),
        after.isRequired() && !hadValue && !hasDefault(after));
    compareDefaults();
    compareNumbers("min", before.rules().findMin(), after.rules().findMin(), -1);
    compareNumbers("max", before.rules().findMax(), after.rules().findMax(), 1);
    compareLengths();
    String pattern = after.rules().findPattern().orElse("");
    add("pattern", before.rules().findPattern().orElse(""), pattern, !pattern.isEmpty());
  }

  private static boolean hasDefault(PropertyDefinition property) {
    return property.rules().findDefault().isPresent();
  }

  /** Nodes that are older than a default never got it: without it they lack the value. */
  private void compareDefaults() {
    boolean breaks = after.isRequired() && hasDefault(before) && !hasDefault(after);
    if (!before.rules().findDefault().equals(after.rules().findDefault())) {
      differences.add(
          new SchemaDifference.PropertyChanged(
              kind,
              before.name(),
              "default",
              before.rules().describeDefault(),
              after.rules().describeDefault(),
              breaks));
    }
  }

  /** A limit that was not there before, or that moves inwards, breaks. */
  private void compareNumbers(
      String rule, Optional<BigDecimal> was, Optional<BigDecimal> is, int outwards) {
    boolean breaks =
        is.isPresent() && (was.isEmpty() || is.get().compareTo(was.get()) * outwards < 0);
    add(
        rule,
        was.map(BigDecimal::toPlainString).orElse(""),
        is.map(BigDecimal::toPlainString).orElse(""),
        breaks);
  }

  private void compareLengths() {
    PropertyRules was = before.rules();
    PropertyRules is = after.rules();
    int maxBefore = was.findLengthMax().orElse(Integer.MAX_VALUE);
    int maxAfter = is.findLengthMax().orElse(Integer.MAX_VALUE);
    add(
        "length-min",
        String.valueOf(was.lengthMin()),
        String.valueOf(is.lengthMin()),
        is.lengthMin() > was.lengthMin());
    add(
        "length-max",
        was.findLengthMax().isPresent() ? String.valueOf(maxBefore) : "",
        is.findLengthMax().isPresent() ? String.valueOf(maxAfter) : "",
        maxAfter < maxBefore);
  }

  private void add(String rule, String was, String is, boolean isBreaking) {
    if (!was.equals(is)) {
      differences.add(
          new SchemaDifference.PropertyChanged(kind, before.name(), rule, was, is, isBreaking));
    }
  }
}
