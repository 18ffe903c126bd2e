package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * The codec of an open kind, which keeps what it is given. <em>Thread-safe</em> like the
 * dictionary: any number of readers, one writer at a time.
 */
final class OpenCodec<T> implements KindCodec<T> {
  private final Kind<T> kind;
  private final KeyDictionary dictionary;
  private final PropertyTrees trees;
  private final KindValidator validator;

  OpenCodec(Kind<T> kind, KeyDictionary dictionary) {
    this.kind = kind;
    this.dictionary = dictionary;
    this.trees = new PropertyTrees(dictionary);
    this.validator = new KindValidator(kind);
  }

  @Override
  public int write(T properties, PropertyBlockWriter writer) {
    return writeTree((PropertyValue.MapOf) properties, writer);
  }

  @Override
  public int writeTree(PropertyValue.MapOf properties, PropertyBlockWriter writer) {
    return trees.write(validator.requireValid(properties), writer);
  }

  @Override
  public int writeChanged(
      MemorySegment memory, long offset, Map<String, ?> changes, PropertyBlockWriter writer) {
    PropertyValue.MapOf kept =
        validator.requireValidChange((PropertyValue.MapOf) JavaValues.of(changes));
    writer.beginPatch(memory, offset);
    for (Map.Entry<String, PropertyValue> change : kept.fields().entrySet()) {
      writer.key(dictionary.findOrAdd(change.getKey()));
      trees.put(change.getValue(), writer);
    }
    return writer.finish();
  }

  @Override
  public T read(PropertyBlockReader reader) {
    return kind.type().cast(trees.readMap(reader));
  }
}
