package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import java.lang.foreign.MemorySegment;

/** What stands for the properties of an edge that has none. <em>Stateless.</em> */
final class EmptyBlock {
  private static final MemorySegment EMPTY = MemorySegment.ofArray(bytesOfEmpty()).asReadOnly();

  private EmptyBlock() {}

  private static byte[] bytesOfEmpty() {
    PropertyBlockWriter writer = new PropertyBlockWriter().begin();
    writer.finish();
    return writer.toByteArray();
  }

  /** Makes a reader show no properties. */
  static PropertyBlockReader show(PropertyBlockReader reader) {
    return reader.wrap(EMPTY, 0);
  }
}
