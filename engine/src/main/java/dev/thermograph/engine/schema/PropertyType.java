package dev.thermograph.engine.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What values a property may have. <em>Immutable.</em> */
public sealed interface PropertyType {

  /** The type as reports and messages say it: {@code int}, {@code list<text?>}. */
  String describe();

  /** Types of a single value. */
  enum Scalar implements PropertyType {
    /** Any value at all, also a list or a map. */
    ANY,
    /** True or false. */
    BOOLEAN,
    /** An integer of 8 bits. */
    BYTE,
    /** An integer of 16 bits. */
    SHORT,
    /** An integer of 32 bits. */
    INT,
    /** An integer of 64 bits. */
    LONG,
    /** A text of one UTF-16 unit; half of a surrogate pair is refused when it is stored. */
    CHAR,
    /** A number of 32 bits. */
    FLOAT,
    /** A number of 64 bits. */
    DOUBLE,
    /** Unicode text. */
    TEXT,
    /** An integer of any size. */
    BIG_INTEGER,
    /** A decimal with its scale. */
    DECIMAL,
    /** Bytes. */
    BYTES,
    /** A date without a time. */
    DATE,
    /** A time of day. */
    TIME,
    /** A date and time without a zone. */
    DATE_TIME,
    /** A point in time. */
    MOMENT,
    /** A date and time with its offset from UTC. */
    OFFSET_MOMENT,
    /** A point in time and a zone. */
    ZONED_MOMENT,
    /** A length of time. */
    SPAN,
    /** Years, months and days. */
    CALENDAR_SPAN,
    /** A UUID. */
    UUID,
    /** A row outside of the graph. */
    REFERENCE;

    @Override
    public String describe() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One of an enum's constants, kept by name.
   *
   * @param constants their names, in order
   */
  record EnumOf(List<String> constants) implements PropertyType {
    /** Keeps a copy. */
    public EnumOf {
      constants = List.copyOf(constants);
    }

    @Override
    public String describe() {
      return "enum{" + String.join(", ", constants) + "}";
    }
  }

  /**
   * Values in order.
   *
   * @param element the type of each
   * @param allowsNull whether an element may be null
   */
  record ListOf(PropertyType element, boolean allowsNull) implements PropertyType {
    @Override
    public String describe() {
      return "list<" + element.describe() + (allowsNull ? "?>" : ">");
    }
  }

  /**
   * Values by name.
   *
   * @param element the type of each value
   * @param allowsNull whether a value may be null
   */
  record MapOf(PropertyType element, boolean allowsNull) implements PropertyType {
    @Override
    public String describe() {
      return "map<" + element.describe() + (allowsNull ? "?>" : ">");
    }
  }

  /**
   * A record inside of a property.
   *
   * @param fields its components
   */
  record RecordOf(List<Field> fields) implements PropertyType {
    /** Keeps a copy. */
    public RecordOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String describe() {
      return fields.stream().map(Field::describe).collect(Collectors.joining(", ", "record{", "}"));
    }
  }

  /**
   * One component of a nested record.
   *
   * @param name its name
   * @param type its type
   * @param isRequired whether it must have a value
   */
  record Field(String name, PropertyType type, boolean isRequired) {
    String describe() {
      return name + " " + type.describe() + (isRequired ? "" : "?");
    }
  }

  /**
   * A vector of floats, all of them finite.
   *
   * @param dimension how many: {@value #DIMENSION_MIN} to {@value #DIMENSION_MAX}; {@link #UNKNOWN}
   *     until it is said, which a schema does not accept
   * @param metric how two of them are compared
   */
  record VectorOf(int dimension, Metric metric) implements PropertyType {
    /** Fewest floats of a vector. */
    public static final int DIMENSION_MIN = 2;

    /** Most floats of a vector. */
    public static final int DIMENSION_MAX = 4096;

    /** Stands for a dimension that was not said yet. */
    public static final int UNKNOWN = 0;

    /** Refuses a dimension out of range. */
    public VectorOf {
      if (dimension != UNKNOWN && (dimension < DIMENSION_MIN || dimension > DIMENSION_MAX)) {
        throw new KindRefusedException(
            "vector's dimension must be "
                + DIMENSION_MIN
                + ".."
                + DIMENSION_MAX
                + ": dimension="
                + dimension);
      }
    }

    @Override
    public String describe() {
      return "vector[" + dimension + ", " + metric.name().toLowerCase(Locale.ROOT) + "]";
    }
  }
}
