package dev.thermograph.engine.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/** Finds the name behind a method reference, from what the compiler left for serialization. */
final class GetterNames {
  private static final String WRITE_REPLACE = "writeReplace";

  private GetterNames() {}

  static String requireName(String kind, Class<?> type, PropertyGetter<?, ?> getter) {
    SerializedLambda lambda = describe(kind, getter);
    String owner = lambda.getImplClass().replace('/', '.');
    if (!owner.equals(type.getName()) || lambda.getImplMethodSignature().startsWith("(L")) {
      throw new KindRefusedException(
          "property must be named by a getter of the kind's record, like Person::email: kind="
              + kind
              + " record="
              + type.getSimpleName()
              + " found="
              + owner
              + "::"
              + lambda.getImplMethodName());
    }
    return lambda.getImplMethodName();
  }

  private static SerializedLambda describe(String kind, PropertyGetter<?, ?> getter) {
    Class<?> type = getter.getClass();
    try {
      Object form =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .findVirtual(type, WRITE_REPLACE, MethodType.methodType(Object.class))
              .invoke(getter);
      if (form instanceof SerializedLambda lambda) {
        return lambda;
      }
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw noReference(kind, type, e);
    }
    throw noReference(kind, type, null);
  }

  private static KindRefusedException noReference(
      String kind, Class<?> type, @Nullable Throwable cause) {
    return new KindRefusedException(
        "property must be named by a method reference, like Person::email: kind="
            + kind
            + " found="
            + type.getName(),
        cause);
  }
}
