package dev.thermograph.engine.internal.record;

import dev.thermograph.engine.property.PropertyRefusedException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class: their names, their getters and the constructor, looked up once
 * per class. The class may be private; its package must be open to this one, which on the class
 * path each is. <em>Immutable.</em>
 */
public final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return prepare(type);
        }
      };

  private final Class<?> type;
  private final String[] names;
  private final MethodHandle[] getters;
  private final MethodHandle constructor;

  private RecordShape(
      Class<?> type, String[] names, MethodHandle[] getters, MethodHandle constructor) {
    this.type = type;
    this.names = names;
    this.getters = getters;
    this.constructor = constructor;
  }

  /** The shape of a record class; any other class is refused. */
  public static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static RecordShape prepare(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new PropertyRefusedException("class is no record: class=" + type.getName());
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle[] getters = new MethodHandle[components.length];
      for (int index = 0; index < components.length; index++) {
        getters[index] =
            lookup
                .unreflect(components[index].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asFixedArity()
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      String[] names =
          Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
      return new RecordShape(type, names, getters, constructor);
    } catch (ReflectiveOperationException e) {
      throw new PropertyRefusedException("record cannot be read: class=" + type.getName(), e);
    }
  }

  /** How many components there are. */
  public int count() {
    return names.length;
  }

  /** Name of a component. */
  public String nameAt(int index) {
    return names[index];
  }

  /** Value of a component; whatever the getter throws is the caller's. */
  public @Nullable Object get(Object instance, int index) {
    try {
      return getters[index].invokeExact(instance);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw refused("record's getter failed: property=" + names[index], e);
    }
  }

  /**
   * Makes an instance. A constructor that refuses what is stored is a mistake of whoever changed
   * it; the error names the record.
   */
  public Object make(@Nullable Object[] components) {
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw refused("record's constructor refuses the stored values: " + e.getMessage(), e);
    }
  }

  private PropertyRefusedException refused(String what, Throwable cause) {
    return new PropertyRefusedException(what + " class=" + type.getName(), cause);
  }
}
