package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.PropertyBlockReader;

/** Values that a node is looked up by. */
sealed interface Probe permits SingleProbe, BlockProbe {
  /** Their hash under the rule that is asked. */
  long hash();

  /** Whether a block has the same values where the rule compares. */
  boolean matches(PropertyBlockReader candidate);
}
