package dev.thermograph.engine.internal.feed;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.ValueType;
import dev.thermograph.index.VectorIndexOptions;

/**
 * One vector property of one kind in one tenant. <em>Immutable.</em>
 *
 * @param kind number of the kind
 * @param key id of the property's name
 * @param property the property's name
 * @param options how it is indexed
 */
record VectorField(int kind, int key, String property, VectorIndexOptions options) {
  /** What {@link #find} says of a node without the property. */
  static final int ABSENT = PropertyBlockReader.ABSENT;

  /** Index of the vector among the properties shown, or {@link #ABSENT}. Hot path. */
  int find(PropertyBlockReader properties) {
    int index = properties.findKey(key);
    boolean isVector =
        index != ABSENT
            && properties.typeAt(index) == ValueType.VECTOR
            && properties.dimensionAt(index) == options.dimensions();
    return isVector ? index : ABSENT;
  }
}
