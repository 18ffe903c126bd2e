package dev.thermograph.index;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What may be indexed and asked for: every component finite, not all zero under {@link
 * VectorMetric#COSINE}, and no longer than 2^62, so that no product or distance overflows a float.
 * Called before a commit is logged; {@link VectorIndex#put} does not look again.
 */
public final class VectorRules {
  /** The largest Euclidean length of a vector. */
  public static final double LENGTH_MAX = 0x1p62;

  /** How components lie in memory: float32, little-endian, anywhere. */
  public static final ValueLayout.OfFloat COMPONENT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private VectorRules() {}

  /** Refuses a vector that breaks a rule; the message names the field, the component, the limit. */
  public static void require(VectorIndexOptions options, float[] vector) {
    requireDimensions(options, vector.length);
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    // Only what is wrong is looked at component by component: searches pass here, too.
    if (!(squares > 0 && squares <= LENGTH_MAX * LENGTH_MAX)) {
      require(options, vector.length, MemorySegment.ofArray(vector), 0, ValueLayout.JAVA_FLOAT);
    }
  }

  /** The same for {@code dimensions} components that begin at {@code offset}. */
  public static void require(
      VectorIndexOptions options, int dimensions, MemorySegment bytes, long offset) {
    require(options, dimensions, bytes, offset, COMPONENT);
  }

  private static void require(
      VectorIndexOptions options,
      int dimensions,
      MemorySegment bytes,
      long offset,
      ValueLayout.OfFloat layout) {
    requireDimensions(options, dimensions);
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      float component = bytes.get(layout, offset + (long) i * Float.BYTES);
      if (!Float.isFinite(component)) {
        throw new InvalidArgumentException(
            Messages.format(
                "vector has a component that is not finite: field=%s component=%d value=%s",
                options.field(), i, component));
      }
      squares += (double) component * component;
    }
    requireLength(options, Math.sqrt(squares));
  }

  private static void requireDimensions(VectorIndexOptions options, int dimensions) {
    if (dimensions != options.dimensions()) {
      throw new InvalidArgumentException(
          Messages.format(
              "vector has the wrong length: field=%s dimensions=%d required=%d",
              options.field(), dimensions, options.dimensions()));
    }
  }

  private static void requireLength(VectorIndexOptions options, double length) {
    if (length > LENGTH_MAX) {
      throw new InvalidArgumentException(
          Messages.format(
              "vector is too long: field=%s length=%.3e max=%.3e",
              options.field(), length, LENGTH_MAX));
    }
    if (length == 0 && options.metric() == VectorMetric.COSINE) {
      throw new InvalidArgumentException(
          Messages.format("a vector of zeros has no direction: field=%s", options.field()));
    }
  }
}
