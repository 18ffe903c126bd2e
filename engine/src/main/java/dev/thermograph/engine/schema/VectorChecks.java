package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import org.jspecify.annotations.Nullable;

/** Whether a vector can be compared with others of its property. Hot path: allocates nothing. */
final class VectorChecks {
  private VectorChecks() {}

  static @Nullable Problem find(PropertyType.VectorOf type, float[] floats) {
    if (floats.length != type.dimension()) {
      return problem("", "dimension", floats, String.valueOf(type.dimension()));
    }
    boolean isZero = true;
    for (int index = 0; index < floats.length; index++) {
      if (!Float.isFinite(floats[index])) {
        return new Problem(
            "[" + index + "]", "finite", new PropertyValue.Real(floats[index]), "finite floats");
      }
      isZero &= floats[index] == 0;
    }
    return isZero && type.metric() == Metric.COSINE
        ? problem("", "not-zero", floats, "cosine needs a float that is not 0")
        : null;
  }

  private static Problem problem(String path, String rule, float[] floats, String limit) {
    return new Problem(path, rule, new PropertyValue.Vector(floats), limit);
  }
}
