package dev.thermograph.engine.internal.block;

/**
 * Type of one stored value. The code is in the bytes: it never changes, and new ones are added at
 * the end. What lies behind each is listed in {@link PropertyBlockLayout}.
 */
public enum ValueType {
  /** There, without a value. */
  NULL(0),
  /** False. */
  FALSE(1),
  /** True. */
  TRUE(2),
  /** An integer of 64 bits. */
  INT(3),
  /** A double. */
  REAL(4),
  /** UTF-8. */
  TEXT(5),
  /** Integer of any size. */
  BIG_INT(6),
  /** Decimal with a scale. */
  DECIMAL(7),
  /** Bytes. */
  BYTES(8),
  /** Floats. */
  VECTOR(9),
  /** Local date. */
  DATE(10),
  /** Local time. */
  TIME(11),
  /** Local date and time. */
  DATE_TIME(12),
  /** Instant. */
  MOMENT(13),
  /** Date and time with an offset. */
  OFFSET_MOMENT(14),
  /** Instant with a zone. */
  ZONED_MOMENT(15),
  /** Duration. */
  SPAN(16),
  /** Period. */
  CALENDAR_SPAN(17),
  /** UUID. */
  UUID(18),
  /** Name of an enum's constant. */
  ENUM_NAME(19),
  /** Row outside of the graph. */
  REFERENCE(20),
  /** Elements in order. */
  LIST(21),
  /** Fields by key. */
  MAP(22);

  private static final ValueType[] BY_CODE = values();

  private final byte code;

  ValueType(int code) {
    this.code = (byte) code;
  }

  /** The byte that stands for it. */
  public byte code() {
    return code;
  }

  static boolean isCode(int code) {
    return code >= 0 && code < BY_CODE.length;
  }

  static ValueType ofCode(int code) {
    return BY_CODE[code];
  }

  /** Whether values of this type are elements or fields themselves. */
  public boolean isContainer() {
    return this == LIST || this == MAP;
  }
}
