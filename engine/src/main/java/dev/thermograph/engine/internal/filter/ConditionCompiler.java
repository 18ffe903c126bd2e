package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.filter.Condition;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes tests of conditions, and refuses those that no value of the property can ever meet.
 * <em>Immutable.</em>
 *
 * @param kind name of the kind, for messages
 * @param path the way to the value, for messages
 * @param declared what the kind says of values there; null for anything
 * @param trees reads values that have to be compared whole
 */
record ConditionCompiler(String kind, String path, @Nullable Sort declared, PropertyTrees trees) {

  ValueTest compile(Condition condition) {
    return switch (condition) {
      case Condition.Equal(PropertyValue value) -> compared(value, false, true, false);
      case Condition.NotEqual(PropertyValue value) -> compared(value, true, false, true);
      case Condition.Below(PropertyValue value, boolean orEqual) ->
          compared(requireOrdered(value), true, orEqual, false);
      case Condition.Above(PropertyValue value, boolean orEqual) ->
          compared(requireOrdered(value), false, orEqual, true);
      case Condition.In(List<PropertyValue> values) ->
          new ValueTest.Any(
              values.stream().map(value -> compared(value, false, true, false)).toList());
      case Condition.StartsWith(String text) -> ValueTest.HasText.of(requireText(text), true);
      case Condition.Contains(String text) -> ValueTest.HasText.of(requireText(text), false);
      case Condition.IsNull() -> new ValueTest.Presence(false);
      case Condition.IsPresent() -> new ValueTest.Presence(true);
      case Condition.All(List<Condition> conditions) ->
          new ValueTest.All(conditions.stream().map(this::compile).toList());
    };
  }

  private ValueTest compared(PropertyValue value, boolean below, boolean equal, boolean above) {
    Sort sort = requireSort(value);
    Constant constant = Constant.of(value, trees);
    return new ValueTest.Compared(sort, constant, below, equal, above);
  }

  private Sort requireSort(PropertyValue value) {
    Sort sort = Sort.of(value);
    if (sort == null) {
      throw refused("nothing equals null, use isNull()", value);
    }
    if (declared != null && declared != sort) {
      throw refused("the property's values are of another sort: sort=" + declared, value);
    }
    return sort;
  }

  private PropertyValue requireOrdered(PropertyValue value) {
    if (!requireSort(value).isOrdered()) {
      throw refused("such values have no order", value);
    }
    return value;
  }

  private String requireText(String text) {
    PropertyValue value = new PropertyValue.Text(text);
    requireSort(value);
    return text;
  }

  private InvalidArgumentException refused(String why, PropertyValue value) {
    return new InvalidArgumentException(
        "condition cannot be met: "
            + why
            + " kind="
            + kind
            + " property="
            + Messages.cut(path)
            + " value="
            + value.shown());
  }
}
