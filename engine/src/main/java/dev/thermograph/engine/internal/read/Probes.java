package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockLayout;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes a probe of the Java values that a caller looks for, so that they are hashed and compared
 * like stored ones. <em>Stateless.</em> Reading adds no name to the dictionary.
 */
final class Probes {
  private Probes() {}

  /**
   * The probe, or nothing when no node can have these values.
   *
   * @param kind the rule's
   * @param given as many as the rule compares, of the types that its properties have; what breaks
   *     another rule of a property is not found, just so
   */
  static @Nullable Probe make(
      Kind<?> kind, BoundUnique unique, KeyDictionary keys, @Nullable Object... given) {
    int count = unique.keyIds().size();
    if (given.length != count) {
      throw new InvalidArgumentException(
          Messages.format(
              "as many values are needed as the rule compares: kind=%s rule=%s values=%d needed=%d",
              kind.name(), unique.rule().name(), given.length, count));
    }
    if (count == 1) {
      SingleProbe single = new SingleProbe(kind);
      if (single.set(unique, JavaValues.of(given[0]))) {
        return single;
      }
    }
    return makeOfBlock(kind, unique, keys, given);
  }

  private static @Nullable Probe makeOfBlock(
      Kind<?> kind, BoundUnique unique, KeyDictionary keys, @Nullable Object... given) {
    PropertyTrees trees = new PropertyTrees(keys);
    PropertyBlockWriter writer = new PropertyBlockWriter().begin();
    boolean isComplete = true;
    for (int at = 0; at < given.length; at++) {
      PropertyValue value = JavaValues.of(given[at]);
      if (!unique.types().isEmpty()) {
        String property = unique.rule().properties().get(at);
        new PropertyDefinition(property, unique.types().get(at), false)
            .requireValid(kind.name(), value);
      }
      if (value instanceof PropertyValue.Null || !areNamesKnown(value, keys, 1)) {
        isComplete = false; // the others are still to be checked
      } else {
        trees.put(value, writer.key(unique.keyIds().get(at)));
      }
    }
    writer.finish();
    MemorySegment block = MemorySegment.ofArray(writer.toByteArray());
    PropertyBlockReader values = new PropertyBlockReader().wrap(block, 0);
    return isComplete ? new BlockProbe(unique, values) : null;
  }

  /** Whether the maps in a value have only names that the tenant knows. */
  private static boolean areNamesKnown(PropertyValue value, KeyDictionary keys, int depth) {
    if (depth > PropertyBlockLayout.NESTING_DEPTH_MAX) {
      throw new PropertyRefusedException(
          "values lie too deep in each other: max=" + PropertyBlockLayout.NESTING_DEPTH_MAX);
    }
    return switch (value) {
      case PropertyValue.ListOf(var elements) -> areNamesKnown(elements, keys, depth + 1);
      case PropertyValue.MapOf(var fields) ->
          fields.keySet().stream().allMatch(name -> keys.find(name) != KeyDictionary.ABSENT)
              && areNamesKnown(fields.values(), keys, depth + 1);
      default -> true;
    };
  }

  private static boolean areNamesKnown(
      Collection<PropertyValue> values, KeyDictionary keys, int depth) {
    return values.stream().allMatch(value -> areNamesKnown(value, keys, depth));
  }
}
