package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.internal.record.RecordForm;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.PropertyDefinition;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a kind that is made from a record. Getters and constructor are looked up once; a
 * value is turned into a {@link PropertyValue}, checked and written, component by component, so no
 * tree of the whole record is built.
 *
 * <p><em>Thread-safe</em> like the dictionary: any number of readers, one writer at a time.
 */
final class RecordCodec<T> implements KindCodec<T> {
  private final Kind<T> kind;
  private final KeyDictionary dictionary;
  private final PropertyTrees trees;
  private final KindValidator validator;
  private final RecordForm form;
  private final List<PropertyDefinition> properties;

  /**
   * Key ids of the properties, as far as they were looked up. Threads may write the same id into
   * the same place without an order: an id never changes, and a place that is not seen yet is
   * looked up.
   */
  private final int[] keyIds;

  RecordCodec(Kind<T> kind, KeyDictionary dictionary) {
    this.kind = kind;
    this.dictionary = dictionary;
    this.trees = new PropertyTrees(dictionary);
    this.validator = new KindValidator(kind);
    this.form = RecordForm.of(kind.type());
    this.properties = kind.properties();
    this.keyIds = new int[properties.size()];
    Arrays.fill(keyIds, KeyDictionary.ABSENT);
  }

  @Override
  public int write(T instance, PropertyBlockWriter writer) {
    writer.begin();
    for (int index = 0; index < keyIds.length; index++) {
      PropertyValue given = JavaValues.of(form.shape().get(instance, index));
      PropertyValue kept = validator.requireValid(properties.get(index), given);
      if (kept != null) {
        writer.key(writtenKey(index));
        trees.put(kept, writer);
      }
    }
    return writer.finish();
  }

  @Override
  public int writeTree(PropertyValue.MapOf tree, PropertyBlockWriter writer) {
    return trees.write(validator.requireValid(tree), writer);
  }

  @Override
  public int writeChanged(
      MemorySegment memory, long offset, Map<String, ?> changes, PropertyBlockWriter writer) {
    PropertyValue.MapOf kept =
        validator.requireValidChange((PropertyValue.MapOf) JavaValues.of(changes));
    writer.beginPatch(memory, offset);
    for (Map.Entry<String, PropertyValue> change : kept.fields().entrySet()) {
      int keyId = dictionary.findOrAdd(change.getKey());
      if (change.getValue() instanceof PropertyValue.Null) {
        writer.remove(keyId);
      } else {
        writer.key(keyId);
        trees.put(change.getValue(), writer);
      }
    }
    return writer.finish();
  }

  private int writtenKey(int index) {
    if (keyIds[index] == KeyDictionary.ABSENT) {
      keyIds[index] = dictionary.findOrAdd(properties.get(index).name());
    }
    return keyIds[index];
  }

  @Override
  public T read(PropertyBlockReader reader) {
    @Nullable Object[] components = new @Nullable Object[keyIds.length];
    for (int index = 0; index < components.length; index++) {
      int place = findPlace(reader, index);
      PropertyValue stored = place == PropertyBlockReader.ABSENT ? null : trees.read(reader, place);
      components[index] = form.component(index, properties.get(index).orDefault(stored));
    }
    return kind.type().cast(form.shape().make(components));
  }

  private int findPlace(PropertyBlockReader reader, int index) {
    int keyId = keyIds[index];
    if (keyId == KeyDictionary.ABSENT) {
      keyId = dictionary.find(properties.get(index).name());
      keyIds[index] = keyId;
    }
    return keyId == KeyDictionary.ABSENT
        ? PropertyBlockReader.ABSENT
        : reader.findKey(keyId, index);
  }
}
