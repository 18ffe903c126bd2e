package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.ValueType;
import java.lang.foreign.MemorySegment;

/**
 * Compares the values of two blocks as a key or a unique rule does. A node that lacks one of them
 * is not compared. <em>Stateless.</em>
 */
public final class UniqueValues {
  private UniqueValues() {}

  /** Whether a block has all values that the rule compares. */
  public static boolean areThere(BoundUnique unique, PropertyBlockReader reader) {
    for (int at = 0; at < unique.keyIds().size(); at++) {
      int index = reader.findKey(unique.keyIds().get(at));
      if (index == PropertyBlockReader.ABSENT || reader.isNullAt(index)) {
        return false;
      }
    }
    return true;
  }

  /** Hash of a block's values, which must be there. */
  public static long hash(BoundUnique unique, PropertyBlockReader reader) {
    long hash = unique.seed();
    for (int at = 0; at < unique.keyIds().size(); at++) {
      int index = reader.findKey(unique.keyIds().get(at));
      hash = UniqueHash.ofValue(hash, reader, index, unique.rule().isIgnoringCase());
    }
    return hash;
  }

  /** Whether two blocks have the same values; false when one lacks any. */
  public static boolean areEqual(
      BoundUnique unique, PropertyBlockReader one, PropertyBlockReader other) {
    for (int at = 0; at < unique.keyIds().size(); at++) {
      int keyId = unique.keyIds().get(at);
      int oneIndex = one.findKey(keyId);
      int otherIndex = other.findKey(keyId);
      if (oneIndex == PropertyBlockReader.ABSENT
          || otherIndex == PropertyBlockReader.ABSENT
          || one.isNullAt(oneIndex)
          || !areEqual(one, oneIndex, other, otherIndex, unique.rule().isIgnoringCase())) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqual(
      PropertyBlockReader one,
      int oneIndex,
      PropertyBlockReader other,
      int otherIndex,
      boolean isIgnoringCase) {
    boolean isText = isText(one.typeAt(oneIndex)) && isText(other.typeAt(otherIndex));
    if (!isText && one.typeAt(oneIndex) != other.typeAt(otherIndex)) {
      return false;
    }
    if (one.typeAt(oneIndex) == ValueType.INT) {
      return one.longAt(oneIndex) == other.longAt(otherIndex);
    }
    if (isText && isIgnoringCase) {
      return UniqueHash.fold(text(one, oneIndex)).equals(UniqueHash.fold(text(other, otherIndex)));
    }
    return areRawEqual(one, oneIndex, other, otherIndex);
  }

  private static boolean isText(ValueType type) {
    return type == ValueType.TEXT || type == ValueType.ENUM_NAME;
  }

  private static String text(PropertyBlockReader reader, int index) {
    return reader.typeAt(index) == ValueType.TEXT ? reader.textAt(index) : reader.enumNameAt(index);
  }

  private static boolean areRawEqual(
      PropertyBlockReader one, int oneIndex, PropertyBlockReader other, int otherIndex) {
    long oneAt = one.offsetAt(oneIndex);
    long otherAt = other.offsetAt(otherIndex);
    int length = one.lengthAt(oneIndex);
    return length == other.lengthAt(otherIndex)
        && MemorySegment.mismatch(
                one.memory(), oneAt, oneAt + length, other.memory(), otherAt, otherAt + length)
            < 0;
  }
}
