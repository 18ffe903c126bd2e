package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.Utf8;
import dev.thermograph.engine.internal.block.ValueType;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueHash;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.error.InvalidArgumentException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One integer, text or UUID, which is what most nodes are looked up by; it can be set again and
 * again. <b>Single-threaded:</b> whoever owns it. Hot path: integers and UUIDs allocate nothing,
 * texts their bytes.
 */
final class SingleProbe implements Probe {
  private static final byte[] NO_BYTES = {};
  private static final UUID NO_UUID = new UUID(0, 0);

  private final Kind<?> kind;
  private @Nullable BoundUnique rule;
  private ProbeType type = ProbeType.INTEGER;
  private int keyId;
  private int likelyIndex;
  private long number;
  private byte[] utf8 = NO_BYTES;
  private @Nullable String folded;
  private UUID uuid = NO_UUID;
  private long hash;

  /** Looks up nodes of this kind. */
  SingleProbe(Kind<?> kind) {
    this.kind = kind;
  }

  /** Sets rule and value, unless it is one that needs a block; a wrong type is refused. */
  boolean set(BoundUnique unique, PropertyValue value) {
    switch (value) {
      case PropertyValue.Int(long it) -> set(unique, it);
      case PropertyValue.Text(String it) -> set(unique, it);
      case PropertyValue.EnumName(String it) -> set(unique, it);
      case PropertyValue.Uuid(UUID it) -> set(unique, it);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Sets rule and value. */
  void set(BoundUnique unique, long value) {
    if (isNew(unique, ProbeType.INTEGER)) {
      change(unique, ProbeType.INTEGER, new PropertyValue.Int(value));
    }
    number = value;
    hash = UniqueHash.ofLong(unique.seed(), value);
  }

  /** Sets rule and value. */
  void set(BoundUnique unique, String value) {
    if (isNew(unique, ProbeType.TEXT)) {
      change(unique, ProbeType.TEXT, new PropertyValue.Text(value));
    }
    folded = unique.rule().isIgnoringCase() ? UniqueHash.fold(value) : null;
    utf8 = Utf8.encode(folded == null ? value : folded);
    hash = UniqueHash.ofUtf8(unique.seed(), utf8);
  }

  /** Sets rule and value. */
  void set(BoundUnique unique, UUID value) {
    if (isNew(unique, ProbeType.UUID)) {
      change(unique, ProbeType.UUID, new PropertyValue.Uuid(value));
    }
    uuid = value;
    hash = UniqueHash.ofUuid(unique.seed(), value);
  }

  @SuppressWarnings("ReferenceEquality") // an equal rule that is another object costs a look more
  private boolean isNew(BoundUnique unique, ProbeType given) {
    return rule != unique || type != given;
  }

  private void change(BoundUnique unique, ProbeType given, PropertyValue value) {
    if (unique.keyIds().size() > 1) {
      throw new InvalidArgumentException(
          "rule compares several values: kind="
              + kind.name()
              + " rule="
              + unique.rule().name()
              + " properties="
              + unique.rule().properties());
    }
    if (!unique.types().isEmpty() && !given.fits(unique.types().getFirst())) {
      throw wrongType(unique, value);
    }
    rule = unique;
    type = given;
    keyId = unique.keyIds().getFirst();
  }

  /** The schema's own check says best what is wrong. */
  private RuntimeException wrongType(BoundUnique unique, PropertyValue value) {
    String property = unique.rule().properties().getFirst();
    new PropertyDefinition(property, unique.types().getFirst(), true)
        .requireValid(kind.name(), value);
    return new IllegalStateException("a value has a type and has it not: property=" + property);
  }

  @Override
  public long hash() {
    return hash;
  }

  @Override
  public boolean matches(PropertyBlockReader candidate) {
    int index = candidate.findKey(keyId, likelyIndex);
    if (index == PropertyBlockReader.ABSENT) {
      return false;
    }
    likelyIndex = index;
    ValueType stored = candidate.typeAt(index);
    return switch (type) {
      case INTEGER -> stored == ValueType.INT && candidate.longAt(index) == number;
      case TEXT -> isText(stored) && hasText(candidate, index, stored);
      case UUID -> stored == ValueType.UUID && candidate.uuidEquals(index, uuid);
    };
  }

  private static boolean isText(ValueType stored) {
    return stored == ValueType.TEXT || stored == ValueType.ENUM_NAME;
  }

  private boolean hasText(PropertyBlockReader candidate, int index, ValueType stored) {
    if (folded == null) {
      return candidate.textEquals(index, utf8);
    }
    String text = stored == ValueType.TEXT ? candidate.textAt(index) : candidate.enumNameAt(index);
    return UniqueHash.fold(text).equals(folded);
  }
}
