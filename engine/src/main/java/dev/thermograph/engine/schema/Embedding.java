package dev.thermograph.engine.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says how many floats a record's {@code float[]} component has, and how they are compared. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Embedding {
  /**
   * How many floats: {@value PropertyType.VectorOf#DIMENSION_MIN} to {@value
   * PropertyType.VectorOf#DIMENSION_MAX}.
   */
  int dimension();

  /** How two of them are compared. */
  Metric metric() default Metric.COSINE;
}
