package dev.thermograph.index.text;

import java.util.function.Consumer;

/**
 * The values of a property, as the memory has them in the view that is searched.
 *
 * @param <V> values of it; what is equal counts as one
 */
public interface FacetValues<V> {

  /** Tells each value of an entity; one that has none tells nothing. */
  void of(int entity, Consumer<V> values);
}
