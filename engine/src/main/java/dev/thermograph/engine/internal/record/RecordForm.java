package dev.thermograph.engine.internal.record;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.lang.reflect.RecordComponent;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Makes a record out of its components' values. <em>Immutable.</em> */
public final class RecordForm implements JavaForm {
  private final RecordShape shape;
  private final JavaForm[] forms;
  private final boolean[] isPrimitive;

  private RecordForm(RecordShape shape, JavaForm[] forms, boolean[] isPrimitive) {
    this.shape = shape;
    this.forms = forms;
    this.isPrimitive = isPrimitive;
  }

  /** The form of a record class, whose components' types must all be ones that can be kept. */
  public static RecordForm of(Class<?> type) {
    return of(type, 1);
  }

  static RecordForm of(Class<?> type, int depth) {
    RecordShape shape = RecordShape.of(type);
    RecordComponent[] components = type.getRecordComponents();
    JavaForm[] forms = new JavaForm[components.length];
    boolean[] isPrimitive = new boolean[components.length];
    for (int index = 0; index < components.length; index++) {
      forms[index] = JavaForms.of(components[index].getGenericType(), depth);
      isPrimitive[index] = components[index].getType().isPrimitive();
    }
    return new RecordForm(shape, forms, isPrimitive);
  }

  /** Its components. */
  public RecordShape shape() {
    return shape;
  }

  /** The object for one component; an absent value is {@code null}. */
  public @Nullable Object component(int index, @Nullable PropertyValue value) {
    Object object = value == null ? null : forms[index].toJava(value);
    if (object == null && isPrimitive[index]) {
      throw new PropertyRefusedException(
          "stored properties lack a value that the record must have: property="
              + shape.nameAt(index));
    }
    return object;
  }

  @Override
  public @Nullable Object toJava(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null _ -> null;
      case PropertyValue.MapOf(var fields) -> make(fields);
      default -> throw JavaForms.wrongType("record", value);
    };
  }

  private Object make(SequencedMap<String, PropertyValue> fields) {
    @Nullable Object[] components = new @Nullable Object[shape.count()];
    for (int index = 0; index < components.length; index++) {
      components[index] = component(index, fields.get(shape.nameAt(index)));
    }
    return shape.make(components);
  }
}
