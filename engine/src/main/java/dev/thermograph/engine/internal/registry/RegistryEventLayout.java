package dev.thermograph.engine.internal.registry;

import java.nio.ByteBuffer;

/**
 * The payload of a log record of type {@link #RECORD_TYPE} under tenant number {@link #TENANT}: one
 * change of the list of tenants, little-endian.
 *
 * <pre>
 *  0         1      2      4        8
 *  +---------+------+------+--------+------+
 *  | version | code | zero | number | body |
 *  +---------+------+------+--------+------+
 *    u8        u8     u16    i32
 *
 *  CREATED    1 | text name | options
 *  SUSPENDED  2
 *  RESUMED    3
 *  CONFIGURED 4 | options
 *  DROPPED    5
 *  ERASED     6
 *
 *  text:      bytes u16 | UTF-8
 *  options:   retention | memoryBytes i64 | nodeCount i64 | writesPerSecond i32
 *             | requests i32 | within i64 ns | kinds u16 | per kind: text name | retention
 *  retention: code u8 | value i64: none 0 | 0, forever 1 | 0, age 2 | ns, commits 3 | count
 * </pre>
 *
 * Valid if and only if: the version is 1, the code is known, the body is as above and nothing
 * stands behind it. Whether it can follow the events before is {@link RegistryState}'s business.
 */
final class RegistryEventLayout {
  /** Type of the log records that change the list of tenants. */
  static final byte RECORD_TYPE = 2;

  /** Number under which the log has them. */
  static final int TENANT = 0;

  static final int RETAIN_NONE = 0;
  static final int RETAIN_FOREVER = 1;
  static final int RETAIN_AGE = 2;
  static final int RETAIN_COMMITS = 3;

  private static final int VERSION = 1;
  private static final int CREATED = 1;
  private static final int SUSPENDED = 2;
  private static final int RESUMED = 3;
  private static final int CONFIGURED = 4;
  private static final int DROPPED = 5;
  private static final int ERASED = 6;

  private RegistryEventLayout() {}

  static ByteBuffer encode(RegistryEvent event) {
    return switch (event) {
      case RegistryEvent.Created(_, String name, var options) ->
          begin(CREATED, event).putText(name).putOptions(options).toBuffer();
      case RegistryEvent.Suspended _ -> begin(SUSPENDED, event).toBuffer();
      case RegistryEvent.Resumed _ -> begin(RESUMED, event).toBuffer();
      case RegistryEvent.Configured(_, var options) ->
          begin(CONFIGURED, event).putOptions(options).toBuffer();
      case RegistryEvent.Dropped _ -> begin(DROPPED, event).toBuffer();
      case RegistryEvent.Erased _ -> begin(ERASED, event).toBuffer();
    };
  }

  private static RegistryBytes begin(int code, RegistryEvent event) {
    return new RegistryBytes().putByte(VERSION).putByte(code).putShort(0).putInt(event.number());
  }

  /** The event that these bytes are; anything else is damage. */
  static RegistryEvent decode(ByteBuffer payload, long sequence) {
    return new RegistryFields("event sequence=" + sequence, payload)
        .read(RegistryEventLayout::decode);
  }

  private static RegistryEvent decode(RegistryFields fields) {
    if (fields.getByte() != VERSION) {
      throw fields.damaged("an event has an unknown version", null);
    }
    int code = fields.getByte();
    if (fields.getShort() != 0) {
      throw fields.damaged("an event does not begin as it should", null);
    }
    RegistryEvent event = decodeBody(code, fields.getInt(), fields);
    fields.requireEnd();
    return event;
  }

  private static RegistryEvent decodeBody(int code, int number, RegistryFields fields) {
    return switch (code) {
      case CREATED -> new RegistryEvent.Created(number, fields.getText(), fields.getOptions());
      case SUSPENDED -> new RegistryEvent.Suspended(number);
      case RESUMED -> new RegistryEvent.Resumed(number);
      case CONFIGURED -> new RegistryEvent.Configured(number, fields.getOptions());
      case DROPPED -> new RegistryEvent.Dropped(number);
      case ERASED -> new RegistryEvent.Erased(number);
      default -> throw fields.damaged("an event has an unknown code", null);
    };
  }
}
