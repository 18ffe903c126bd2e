package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a tree that must be what this code wrote; anything else is damage. */
record TreeFields(PropertyValue.MapOf map) {

  boolean has(String name) {
    return map.fields().containsKey(name);
  }

  long number(String name) {
    return require(PropertyValue.Int.class, name, map.fields().get(name)).value();
  }

  int integer(String name) {
    long number = number(name);
    if (number != (int) number) {
      throw wrong(name);
    }
    return (int) number;
  }

  boolean flag(String name) {
    return require(PropertyValue.Bool.class, name, map.fields().get(name)).value();
  }

  String text(String name) {
    return require(PropertyValue.Text.class, name, map.fields().get(name)).value();
  }

  @Nullable String findText(String name) {
    return has(name) ? text(name) : null;
  }

  @Nullable BigDecimal findDecimal(String name) {
    return has(name)
        ? require(PropertyValue.Decimal.class, name, map.fields().get(name)).value()
        : null;
  }

  <E extends Enum<E>> E constant(Class<E> type, String name) {
    E constant = findKnown(type, name);
    if (constant == null) {
      throw wrong(name);
    }
    return constant;
  }

  /** The constant of this name, if the enum has it. */
  <E extends Enum<E>> @Nullable E findKnown(Class<E> type, String name) {
    String wanted = require(PropertyValue.EnumName.class, name, map.fields().get(name)).value();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    return null;
  }

  <E extends Enum<E>> @Nullable E findConstant(Class<E> type, String name) {
    return has(name) ? constant(type, name) : null;
  }

  TreeFields tree(String name) {
    return new TreeFields(require(PropertyValue.MapOf.class, name, map.fields().get(name)));
  }

  List<TreeFields> trees(String name) {
    List<TreeFields> trees = new ArrayList<>();
    for (PropertyValue element : elements(name)) {
      trees.add(new TreeFields(require(PropertyValue.MapOf.class, name, element)));
    }
    return trees;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (PropertyValue element : elements(name)) {
      texts.add(require(PropertyValue.Text.class, name, element).value());
    }
    return List.copyOf(texts);
  }

  private List<PropertyValue> elements(String name) {
    return require(PropertyValue.ListOf.class, name, map.fields().get(name)).elements();
  }

  private <V extends PropertyValue> V require(
      Class<V> type, String name, @Nullable PropertyValue value) {
    if (!type.isInstance(value)) {
      throw wrong(name);
    }
    return type.cast(value);
  }

  private PropertyBlockDamagedException wrong(String name) {
    return new PropertyBlockDamagedException(
        "schema catalog has no, or a wrong, field " + name, 0, map.fields().size());
  }
}
