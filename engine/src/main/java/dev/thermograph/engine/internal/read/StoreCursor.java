package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.PropertyCursor;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.block.ValueType;
import dev.thermograph.engine.internal.kind.BoundKind;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.property.WrongPropertyTypeException;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The properties of the node or edge at which a cursor stands, and the columns by which they are
 * asked for. <b>Single-threaded:</b> whoever owns it. Hot path: what returns a primitive allocates
 * nothing.
 *
 * @param <T> what all properties are read as
 */
abstract sealed class StoreCursor<T> implements PropertyCursor
    permits StoreNodeCursor, StoreEdgeCursor {
  private final PinnedView view;
  private final BoundKind<T> kind;
  private final PropertyBlockReader reader = new PropertyBlockReader();

  /** By column. */
  private String[] names = {};

  /** By column; {@link KeyDictionary#ABSENT} for a name that no block has. */
  private int[] keyIds = {};

  /** By column, where the property was found before: blocks of one kind mostly agree. */
  private int[] likelyIndexes = {};

  StoreCursor(PinnedView view, BoundKind<T> kind) {
    this.view = view;
    this.kind = kind;
  }

  /** The block's reader, which shows that at which the cursor stands; refuses at none. */
  abstract PropertyBlockReader require();

  /** The reader, for those who move it. */
  final PropertyBlockReader reader() {
    return reader;
  }

  final void requireOpen() {
    view.requireOpen();
  }

  final NotFoundException nowhere() {
    return new NotFoundException("cursor stands nowhere: kind=" + kind.kind().name());
  }

  @Override
  public final int column(String property) {
    requireOpen();
    if (!kind.kind().isOpen() && kind.kind().findProperty(property).isEmpty()) {
      throw new InvalidArgumentException(
          "kind has no such property: kind=" + kind.kind().name() + " property=" + property);
    }
    int known = Arrays.asList(names).indexOf(property);
    return known >= 0 ? known : addColumn(property);
  }

  private int addColumn(String property) {
    int column = names.length;
    names = Arrays.copyOf(names, column + 1);
    names[column] = property;
    keyIds = Arrays.copyOf(keyIds, column + 1);
    keyIds[column] = view.schema().keys().find(property);
    likelyIndexes = Arrays.copyOf(likelyIndexes, column + 1);
    return column;
  }

  /** Index of a property in the block, or {@link PropertyBlockReader#ABSENT}. */
  private int find(int column) {
    PropertyBlockReader block = require();
    if (column < 0 || column >= keyIds.length) {
      throw new InvalidArgumentException(
          "no column of this cursor: column=" + column + " columns=" + keyIds.length);
    }
    int likely = likelyIndexes[column];
    int index = block.findKey(keyIds[column], likely);
    if (index != likely && index != PropertyBlockReader.ABSENT) {
      likelyIndexes[column] = index;
    }
    return index;
  }

  private int requireValue(int column) {
    int index = find(column);
    if (index == PropertyBlockReader.ABSENT) {
      throw noValue(column);
    }
    return index;
  }

  private PropertyRefusedException noValue(int column) {
    return new PropertyRefusedException(
        "property has no value: kind=" + kind.kind().name() + " property=" + names[column]);
  }

  /** What to throw when the stored value has not the type asked for; null has none. */
  private RuntimeException wrongType(int column, int index, ValueType wanted) {
    return reader.isNullAt(index)
        ? noValue(column)
        : new WrongPropertyTypeException(
            kind.kind().name(), names[column], wanted.name(), reader.typeAt(index).name());
  }

  @Override
  public final boolean has(int column) {
    int index = find(column);
    return index != PropertyBlockReader.ABSENT && !reader.isNullAt(index);
  }

  @Override
  public final long getLong(int column) {
    int index = requireValue(column);
    if (reader.typeAt(index) != ValueType.INT) {
      throw wrongType(column, index, ValueType.INT);
    }
    return reader.longAt(index);
  }

  @Override
  public final double getDouble(int column) {
    int index = requireValue(column);
    if (reader.typeAt(index) != ValueType.REAL) {
      throw wrongType(column, index, ValueType.REAL);
    }
    return reader.doubleAt(index);
  }

  @Override
  public final boolean getBoolean(int column) {
    int index = requireValue(column);
    ValueType type = reader.typeAt(index);
    if (type != ValueType.TRUE && type != ValueType.FALSE) {
      throw wrongType(column, index, ValueType.TRUE);
    }
    return type == ValueType.TRUE;
  }

  @Override
  public final String getText(int column) {
    int index = requireValue(column);
    return isTextAt(column, index) ? reader.textAt(index) : reader.enumNameAt(index);
  }

  /** True for a text, false for an enum's name. */
  private boolean isTextAt(int column, int index) {
    ValueType type = reader.typeAt(index);
    if (type != ValueType.TEXT && type != ValueType.ENUM_NAME) {
      throw wrongType(column, index, ValueType.TEXT);
    }
    return type == ValueType.TEXT;
  }

  @Override
  public final boolean textEquals(int column, byte[] utf8) {
    int index = find(column);
    if (index == PropertyBlockReader.ABSENT || reader.isNullAt(index)) {
      return false;
    }
    isTextAt(column, index);
    return reader.textEquals(index, utf8);
  }

  @Override
  public final int getVector(int column, float[] target) {
    int index = find(column);
    if (index == PropertyBlockReader.ABSENT || reader.isNullAt(index)) {
      return 0;
    }
    if (reader.typeAt(index) != ValueType.VECTOR) {
      throw wrongType(column, index, ValueType.VECTOR);
    }
    int dimension = reader.dimensionAt(index);
    if (dimension > target.length) {
      throw new InvalidArgumentException(
          "vector is longer than the array: dimension=" + dimension + " length=" + target.length);
    }
    reader.copyVector(index, target);
    return dimension;
  }

  @Override
  public final Optional<PropertyValue> value(int column) {
    int index = find(column);
    return index == PropertyBlockReader.ABSENT
        ? Optional.empty()
        : Optional.of(new PropertyTrees(view.schema().keys()).read(reader, index));
  }

  /** All properties. */
  final T readAll() {
    return kind.codec().read(require());
  }
}
