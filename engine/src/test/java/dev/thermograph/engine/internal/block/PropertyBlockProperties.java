package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PropertyBlockProperties {
  private final KeyDictionary dictionary = new KeyDictionary();
  private final PropertyTrees trees = new PropertyTrees(dictionary);
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  @Provide
  Arbitrary<PropertyValue.MapOf> maps() {
    return Trees.maps();
  }

  @Provide
  Arbitrary<PropertyValue> values() {
    return Trees.values();
  }

  private byte[] encode(PropertyValue.MapOf tree) {
    int length = trees.write(tree, writer);
    byte[] block = writer.toByteArray();
    assertThat(block).hasSize(length);
    return block;
  }

  private PropertyValue.MapOf decode(byte[] block) {
    return trees.readMap(new PropertyBlockReader().wrap(MemorySegment.ofArray(block), 0));
  }

  @Property
  void treeComesBackFromOffHeapMemory(@ForAll("maps") PropertyValue.MapOf tree) {
    byte[] block = encode(tree);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(block.length + 3);
      writer.copyTo(memory, 3);

      PropertyBlockValidator.validate(memory.asSlice(3));
      PropertyBlockReader reader = new PropertyBlockReader().wrap(memory, 3);

      assertThat(trees.readMap(reader)).isEqualTo(tree);
      assertThat(reader.blockBytes()).isEqualTo(block.length);
    }
  }

  @Property
  void equalTreesHaveEqualBytesWhateverTheOrder(@ForAll("maps") PropertyValue.MapOf tree) {
    byte[] block = encode(tree);

    assertThat(encode(new PropertyValue.MapOf(tree.fields().reversed()))).isEqualTo(block);
    assertThat(encode(decode(block))).isEqualTo(block);
  }

  @Property
  void singleFieldIsWhatTheWholeTreeSays(@ForAll("maps") PropertyValue.MapOf tree) {
    PropertyBlockReader reader =
        new PropertyBlockReader().wrap(MemorySegment.ofArray(encode(tree)), 0);

    for (Map.Entry<String, PropertyValue> field : tree.fields().entrySet()) {
      int index = reader.findKey(dictionary.find(field.getKey()));
      assertThat(trees.read(reader, index)).isEqualTo(field.getValue());
    }
    for (int keyId = 0; keyId < dictionary.count() + 2; keyId++) {
      boolean isThere =
          keyId < dictionary.count() && tree.fields().containsKey(dictionary.requireName(keyId));
      assertThat(reader.findKey(keyId) != PropertyBlockReader.ABSENT).isEqualTo(isThere);
    }
  }

  @Property
  void patchedBlockIsTheRebuiltOne(
      @ForAll("maps") PropertyValue.MapOf before, @ForAll("maps") PropertyValue.MapOf put) {
    SequencedMap<String, PropertyValue> after = new LinkedHashMap<>(before.fields());
    List<String> removed =
        before.fields().keySet().stream().filter(PropertyBlockProperties::isChosen).toList();
    MemorySegment old = MemorySegment.ofArray(encode(before));

    writer.beginPatch(old, 0);
    for (String key : removed) {
      writer.remove(dictionary.find(key));
      after.remove(key);
    }
    for (Map.Entry<String, PropertyValue> field : put.fields().entrySet()) {
      writer.key(dictionary.findOrAdd(field.getKey()));
      trees.put(field.getValue(), writer);
      after.put(field.getKey(), field.getValue());
    }
    writer.finish();

    byte[] patched = writer.toByteArray();
    assertThat(patched).isEqualTo(encode(new PropertyValue.MapOf(after)));
  }

  private static boolean isChosen(String key) {
    return (key.hashCode() & 2) != 0;
  }

  @Property
  void damagedByteOrCutIsRefusedOrSafeToRead(
      @ForAll("maps") PropertyValue.MapOf tree, @ForAll int where, @ForAll byte change) {
    byte[] block = encode(tree);
    byte[] damaged = block.clone();
    damaged[Math.floorMod(where, block.length)] ^= change;

    assertRefusedOrSafe(damaged);
    assertRefused(Arrays.copyOf(block, Math.floorMod(where, block.length)));
    assertRefused(Arrays.copyOf(block, block.length + 1));
  }

  @Property
  void anyBytesAreRefusedOrSafeToRead(@ForAll byte[] bytes) {
    assertRefusedOrSafe(bytes);
    if (bytes.length > 2) {
      bytes[0] = PropertyBlockLayout.VERSION;
      bytes[1] = PropertyBlockLayout.flags(1, 1);
      bytes[2] &= 3;
      assertRefusedOrSafe(bytes);
    }
  }

  /** What is accepted is read whole, and is the one form of what was read. */
  private void assertRefusedOrSafe(byte[] bytes) {
    try {
      PropertyBlockValidator.validate(MemorySegment.ofArray(bytes));
    } catch (PropertyBlockDamagedException e) {
      return;
    }
    PropertyValue.MapOf read;
    try {
      read = decode(bytes);
    } catch (PropertyBlockDamagedException e) {
      assertThat(e).hasMessageContaining("dictionary");
      return;
    }
    // Vectors keep the bits of each NaN, which a tree of floats need not.
    assertThat(decode(encode(read))).isEqualTo(read);
  }

  private static void assertRefused(byte[] bytes) {
    try {
      PropertyBlockValidator.validate(MemorySegment.ofArray(bytes));
    } catch (PropertyBlockDamagedException e) {
      return;
    }
    throw new AssertionError("accepted: " + Arrays.toString(bytes));
  }

  @Property
  void typedJsonComesBackEqual(@ForAll("values") PropertyValue value) {
    String json = PropertyJson.write(value, JsonForm.TYPED);

    assertThat(PropertyJson.read(json, JsonForm.TYPED)).isEqualTo(value);
  }

  @Property
  void plainJsonIsReadAsItIsWritten(@ForAll("values") PropertyValue value) {
    PropertyValue read =
        PropertyJson.read(PropertyJson.write(value, JsonForm.PLAIN), JsonForm.PLAIN);

    String json = PropertyJson.write(read, JsonForm.PLAIN);
    assertThat(PropertyJson.read(json, JsonForm.PLAIN)).isEqualTo(read);
    assertThat(PropertyJson.write(read, JsonForm.PLAIN)).isEqualTo(json);
  }
}
