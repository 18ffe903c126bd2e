package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueValues;

/**
 * Values of any number and type, in a block.
 *
 * @param unique the rule that compares
 * @param values shows a block that has them all, see {@link UniqueValues#areThere}
 */
record BlockProbe(BoundUnique unique, PropertyBlockReader values) implements Probe {
  @Override
  public long hash() {
    return UniqueValues.hash(unique, values);
  }

  @Override
  public boolean matches(PropertyBlockReader candidate) {
    return UniqueValues.areEqual(unique, values, candidate);
  }
}
