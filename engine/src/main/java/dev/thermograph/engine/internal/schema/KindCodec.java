package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * Writes what callers give for nodes or edges of one kind into property blocks of one tenant, once
 * it is seen to be valid, and reads it back.
 *
 * @param <T> the kind's record, or {@link PropertyValue.MapOf} of an open kind
 */
public sealed interface KindCodec<T> permits RecordCodec, OpenCodec {

  /** The codec of a kind for the tenant whose dictionary this is. */
  static <T> KindCodec<T> of(Kind<T> kind, KeyDictionary dictionary) {
    return kind.isOpen() ? new OpenCodec<>(kind, dictionary) : new RecordCodec<>(kind, dictionary);
  }

  /** Writes a whole block and returns its length; a value that breaks a rule is refused. */
  int write(T properties, PropertyBlockWriter writer);

  /** As {@link #write}, from a tree; a typed kind refuses names that it has not declared. */
  int writeTree(PropertyValue.MapOf properties, PropertyBlockWriter writer);

  /**
   * Writes a block that is the one at {@code offset} with some properties changed: names and Java
   * objects or property values. A null, or {@link PropertyValue.Null}, removes the property of a
   * typed kind or gives it its default, and is refused where it is required; in an open kind it is
   * kept.
   */
  int writeChanged(
      MemorySegment memory, long offset, Map<String, ?> changes, PropertyBlockWriter writer);

  /** What the block that the reader shows was written from; defaults stand for missing values. */
  T read(PropertyBlockReader reader);
}
