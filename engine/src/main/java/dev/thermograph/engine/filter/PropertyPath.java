package dev.thermograph.engine.filter;

import dev.thermograph.engine.schema.PropertyGetter;

/**
 * Where a value is: a property of a kind, or deeper in one. <em>Immutable.</em>
 *
 * @param <T> see {@link dev.thermograph.engine.schema.Kind}
 */
public sealed interface PropertyPath<T> {
  /** The property that a getter of the kind's record names. */
  record Getter<T>(PropertyGetter<T, ?> getter) implements PropertyPath<T> {}

  /**
   * The way in by names: {@code address.city}, {@code tags[]} for any element of a list, {@code
   * stops[].name}. A name with a dot, a bracket or a quote is quoted: {@code "a.b".c}.
   */
  record Named<T>(String path) implements PropertyPath<T> {}
}
