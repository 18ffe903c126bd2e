package dev.thermograph.engine.internal.record;

import dev.thermograph.engine.property.PropertyValue;
import org.jspecify.annotations.Nullable;

/** Makes the Java object of one declared type out of a value. <em>Immutable.</em> */
@FunctionalInterface
public interface JavaForm {
  /**
   * The object; {@code null} for {@link PropertyValue.Null}. A value of another type is refused.
   */
  @Nullable Object toJava(PropertyValue value);
}
