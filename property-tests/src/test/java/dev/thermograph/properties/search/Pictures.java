package dev.thermograph.properties.search;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The kinds of the test: nodes with two vectors, either of which may be missing. */
final class Pictures {
  static final int SHAPE_DIMENSION = 8;
  static final int COLOUR_DIMENSION = 3;

  /** A node. */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  record Picture(int stars, float @Nullable [] shape, float @Nullable [] colour) {}

  static final NodeKind<Picture> PICTURE =
      NodeKind.of(Picture.class)
          .vector(Picture::shape, SHAPE_DIMENSION, Metric.COSINE)
          .vector(Picture::colour, COLOUR_DIMENSION, Metric.EUCLIDEAN)
          .build();
  static final EdgeKind<NoProperties> LIKE = EdgeKind.of("Like").from(PICTURE).to(PICTURE).build();
  static final Schema SCHEMA = Schema.of(PICTURE, LIKE);

  private Pictures() {}

  static Picture random(SplittableRandom random) {
    return new Picture(
        random.nextInt(10),
        random.nextInt(10) == 0 ? null : vector(random, SHAPE_DIMENSION),
        random.nextInt(3) == 0 ? null : vector(random, COLOUR_DIMENSION));
  }

  static float[] vector(SplittableRandom random, int dimension) {
    float[] vector = new float[dimension];
    for (int at = 0; at < dimension; at++) {
      vector[at] = (float) (Math.floor(random.nextDouble(-8, 8)) + 0.5); // some are equal
    }
    return vector;
  }
}
