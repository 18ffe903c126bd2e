package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Turns value trees into blocks and back, at the edge of the API. Names are added to the dictionary
 * when writing. Recursion is bounded by {@link PropertyBlockLayout#NESTING_DEPTH_MAX}: the writer
 * refuses a deeper tree on the way down. Cold path. <em>Thread-safe:</em> it keeps nothing but the
 * dictionary.
 */
public final class PropertyTrees {
  private final KeyDictionary dictionary;

  /** Works for the tenant whose dictionary this is. */
  public PropertyTrees(KeyDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Writes a whole block and returns its length; see {@link PropertyBlockWriter#copyTo}. */
  public int write(PropertyValue.MapOf tree, PropertyBlockWriter writer) {
    writer.begin();
    putFields(tree, writer);
    return writer.finish();
  }

  private void putFields(PropertyValue.MapOf tree, PropertyBlockWriter writer) {
    for (Map.Entry<String, PropertyValue> field : tree.fields().entrySet()) {
      writer.key(dictionary.findOrAdd(field.getKey()));
      put(field.getValue(), writer);
    }
  }

  /** Puts one value where the writer stands. */
  public void put(PropertyValue value, PropertyBlockWriter writer) {
    switch (value) {
      case PropertyValue.Null _ -> writer.putNull();
      case PropertyValue.Bool(boolean it) -> writer.putBoolean(it);
      case PropertyValue.Int(long it) -> writer.putLong(it);
      case PropertyValue.Real(double it) -> writer.putDouble(it);
      case PropertyValue.BigInt(var it) -> writer.putBigInteger(it);
      case PropertyValue.Decimal(var it) -> writer.putDecimal(it);
      case PropertyValue.Text(String it) -> writer.putText(it);
      case PropertyValue.EnumName(String it) -> writer.putEnumName(it);
      case PropertyValue.Bytes(byte[] it) -> writer.putBytes(it);
      case PropertyValue.Vector(float[] it) -> writer.putVector(it);
      case PropertyValue.Date(var it) -> writer.putDate(it);
      case PropertyValue.Time(var it) -> writer.putTime(it);
      case PropertyValue.DateTime(var it) -> writer.putDateTime(it);
      case PropertyValue.Moment(var it) -> writer.putMoment(it);
      case PropertyValue.OffsetMoment(var it) -> writer.putOffsetMoment(it);
      case PropertyValue.ZonedMoment(var it) -> writer.putZonedMoment(it);
      case PropertyValue.Span(var it) -> writer.putSpan(it);
      case PropertyValue.CalendarSpan(var it) -> writer.putCalendarSpan(it);
      case PropertyValue.Uuid(var it) -> writer.putUuid(it);
      case PropertyValue.Reference(var it) -> writer.putReference(it);
      case PropertyValue.ListOf(var elements) -> {
        writer.beginList();
        for (PropertyValue element : elements) {
          put(element, writer);
        }
        writer.end();
      }
      case PropertyValue.MapOf map -> {
        writer.beginMap();
        putFields(map, writer);
        writer.end();
      }
    }
  }

  /** All fields of the map that the reader shows, in the order of their key ids. */
  public PropertyValue.MapOf readMap(PropertyBlockReader reader) {
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    for (int index = 0; index < reader.count(); index++) {
      fields.put(dictionary.requireName(reader.keyAt(index)), read(reader, index));
    }
    return new PropertyValue.MapOf(fields);
  }

  private PropertyValue.ListOf readList(PropertyBlockReader reader) {
    List<PropertyValue> elements = new ArrayList<>();
    for (int index = 0; index < reader.count(); index++) {
      elements.add(read(reader, index));
    }
    return new PropertyValue.ListOf(elements);
  }

  /** One value. */
  public PropertyValue read(PropertyBlockReader reader, int index) {
    return switch (reader.typeAt(index)) {
      case NULL -> new PropertyValue.Null();
      case FALSE, TRUE -> new PropertyValue.Bool(reader.booleanAt(index));
      case INT -> new PropertyValue.Int(reader.longAt(index));
      case REAL -> new PropertyValue.Real(reader.doubleAt(index));
      case BIG_INT -> new PropertyValue.BigInt(reader.bigIntegerAt(index));
      case DECIMAL -> new PropertyValue.Decimal(reader.decimalAt(index));
      case TEXT -> new PropertyValue.Text(reader.textAt(index));
      case ENUM_NAME -> new PropertyValue.EnumName(reader.enumNameAt(index));
      case BYTES -> new PropertyValue.Bytes(reader.bytesAt(index));
      case VECTOR -> new PropertyValue.Vector(reader.vectorAt(index));
      case DATE -> new PropertyValue.Date(reader.dateAt(index));
      case TIME -> new PropertyValue.Time(reader.timeAt(index));
      case DATE_TIME -> new PropertyValue.DateTime(reader.dateTimeAt(index));
      case MOMENT -> new PropertyValue.Moment(reader.momentAt(index));
      case OFFSET_MOMENT -> new PropertyValue.OffsetMoment(reader.offsetMomentAt(index));
      case ZONED_MOMENT -> new PropertyValue.ZonedMoment(reader.zonedMomentAt(index));
      case SPAN -> new PropertyValue.Span(reader.spanAt(index));
      case CALENDAR_SPAN -> new PropertyValue.CalendarSpan(reader.calendarSpanAt(index));
      case UUID -> new PropertyValue.Uuid(reader.uuidAt(index));
      case REFERENCE -> new PropertyValue.Reference(reader.referenceAt(index));
      case LIST -> readList(reader.enter(index, new PropertyBlockReader()));
      case MAP -> readMap(reader.enter(index, new PropertyBlockReader()));
    };
  }
}
