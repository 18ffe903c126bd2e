package dev.thermograph.engine.schema;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.index.VectorRules;
import org.jspecify.annotations.Nullable;

/** Whether a vector can be compared with others of its property. Hot path: allocates nothing. */
final class VectorChecks {
  private VectorChecks() {}

  static @Nullable Problem find(PropertyType.VectorOf type, float[] floats) {
    if (floats.length != type.dimension()) {
      return problem("", "dimension", floats, String.valueOf(type.dimension()));
    }
    boolean isZero = true;
    double squares = 0;
    for (int index = 0; index < floats.length; index++) {
      if (!Float.isFinite(floats[index])) {
        return new Problem(
            "[" + index + "]", "finite", new PropertyValue.Real(floats[index]), "finite floats");
      }
      isZero &= floats[index] == 0;
      squares += (double) floats[index] * floats[index];
    }
    if (squares > VectorRules.LENGTH_MAX * VectorRules.LENGTH_MAX) {
      return problem("", "length", floats, "at most 2^62, so that no product overflows");
    }
    return isZero && type.metric() == Metric.COSINE
        ? problem("", "not-zero", floats, "cosine needs a float that is not 0")
        : null;
  }

  private static Problem problem(String path, String rule, float[] floats, String limit) {
    return new Problem(path, rule, new PropertyValue.Vector(floats), limit);
  }
}
