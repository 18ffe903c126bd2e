package dev.thermograph.engine.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JavaValuesTest {
  enum Level {
    LOW
  }

  record Point(int x, @Nullable Integer y) {}

  record Loop(List<Loop> loops) {}

  @Test
  void nullComponentIsAbsentAndNullElementIsNull() {
    List<@Nullable Object> elements = new ArrayList<>();
    elements.add(null);

    assertThat(JavaValues.ofRecord(new Point(1, null)).fields()).containsOnlyKeys("x");
    assertThat(JavaValues.of(elements))
        .isEqualTo(new PropertyValue.ListOf(List.of(new PropertyValue.Null())));
  }

  @Test
  void listThatHoldsItselfIsRefused() {
    List<Object> loop = new ArrayList<>();
    loop.add(loop);

    assertThatThrownBy(() -> JavaValues.of(loop))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessage("values lie too deep in each other: depth=65 max=64");
  }

  @Test
  void objectsThatNoPropertyCanHoldAreRefusedByName() {
    assertThatThrownBy(() -> JavaValues.of(Map.of(1, 2)))
        .hasMessage("a map's keys must be texts: key=1");
    assertThatThrownBy(() -> JavaValues.of(Set.of()))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessageStartingWith("no property can hold this class: class=java.util.");
    assertThatThrownBy(() -> RecordShape.of(String.class))
        .hasMessage("class is no record: class=java.lang.String");
  }

  @Test
  void typesThatCannotBeReadAreRefused() {
    assertThatThrownBy(() -> JavaForms.of(Object.class))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessage("no property can have this type: type=java.lang.Object");
    assertThatThrownBy(() -> RecordForm.of(Loop.class))
        .hasMessageStartingWith("types are nested too deep, or in themselves: type=")
        .hasMessageEndingWith("max=16");
  }

  @Test
  void constantThatTheEnumLostIsNamed() {
    assertThatThrownBy(() -> JavaForms.of(Level.class).toJava(new PropertyValue.EnumName("MIDDLE")))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessageStartingWith("enum has no such constant: name=MIDDLE class=");
  }
}
