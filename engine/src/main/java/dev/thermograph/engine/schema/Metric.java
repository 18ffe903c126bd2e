package dev.thermograph.engine.schema;

/** How near two vectors are. */
public enum Metric {
  /** The angle between them; a vector of zeros has none and is refused. */
  COSINE,
  /** The sum of products, for vectors whose length says something. */
  DOT,
  /** The straight line between them. */
  EUCLIDEAN
}
