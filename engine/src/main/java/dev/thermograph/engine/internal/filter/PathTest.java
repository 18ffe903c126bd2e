package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.ValueType;

/**
 * Follows a path into a node's properties and asks the condition of what is there.
 *
 * <p>Where the path says "any element", one that meets the condition is enough; a list without
 * elements, and what is no list, has none. <b>Single-threaded:</b> it keeps readers.
 */
final class PathTest {
  /** A step into any element of a list. */
  static final int ANY_ELEMENT = -1;

  /** A step to a name that the tenant does not have: nothing can be there. */
  static final int UNKNOWN_NAME = -2;

  private final int[] steps;
  private final ValueTest test;
  private final PropertyBlockReader[] inside;

  /** Where a top-level property was found last, which is where it is likely to be again. */
  private int likelyIndex = PropertyBlockReader.ABSENT;

  /**
   * A test of what lies at the end of a path.
   *
   * @param steps ids of names, or one of the constants above; the first is a name
   */
  PathTest(int[] steps, ValueTest test) {
    this.steps = steps.clone();
    this.test = test;
    this.inside = new PropertyBlockReader[steps.length];
    for (int depth = 1; depth < steps.length; depth++) {
      inside[depth] = new PropertyBlockReader();
    }
  }

  boolean matches(PropertyBlockReader properties) {
    int index =
        steps[0] == UNKNOWN_NAME
            ? PropertyBlockReader.ABSENT
            : properties.findKey(steps[0], likelyIndex);
    if (index != PropertyBlockReader.ABSENT) {
      likelyIndex = index;
    }
    return matches(properties, index, 1);
  }

  /** What is at an index, once {@code depth} steps are gone. */
  private boolean matches(PropertyBlockReader reader, int index, int depth) {
    boolean isMissing = index == PropertyBlockReader.ABSENT || reader.isNullAt(index);
    if (depth == steps.length) {
      return isMissing ? test.matchesMissing() : test.matches(reader, index);
    }
    return steps[depth] == ANY_ELEMENT
        ? !isMissing && matchesAny(reader, index, depth)
        : matchesField(reader, isMissing ? PropertyBlockReader.ABSENT : index, depth);
  }

  private boolean matchesField(PropertyBlockReader reader, int index, int depth) {
    if (index == PropertyBlockReader.ABSENT || reader.typeAt(index) != ValueType.MAP) {
      return matches(reader, PropertyBlockReader.ABSENT, depth + 1);
    }
    PropertyBlockReader map = reader.enter(index, inside[depth]);
    int field =
        steps[depth] == UNKNOWN_NAME ? PropertyBlockReader.ABSENT : map.findKey(steps[depth]);
    return matches(map, field, depth + 1);
  }

  private boolean matchesAny(PropertyBlockReader reader, int index, int depth) {
    if (reader.typeAt(index) != ValueType.LIST) {
      return false;
    }
    PropertyBlockReader list = reader.enter(index, inside[depth]);
    for (int element = 0; element < list.count(); element++) {
      if (matches(list, element, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
