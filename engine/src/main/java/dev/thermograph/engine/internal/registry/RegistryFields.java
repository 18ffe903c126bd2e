package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.error.InvalidArgumentException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RegistryBytes} wrote. Whatever cannot be is damage, named by its place.
 * <b>Single-threaded.</b>
 */
final class RegistryFields {
  private final String place;
  private final ByteBuffer bytes;

  /**
   * Reads from the position of a buffer to its limit.
   *
   * @param place for messages
   */
  RegistryFields(String place, ByteBuffer bytes) {
    this.place = place;
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads one thing; what goes wrong meanwhile is damage. */
  <T> T read(Reading<T> reading) {
    try {
      return reading.read(this);
    } catch (BufferUnderflowException e) {
      throw damaged("cut short", e);
    } catch (InvalidArgumentException e) {
      throw damaged("a value is outside of its limits: " + e.getMessage(), e);
    }
  }

  /** Reads something. */
  @FunctionalInterface
  interface Reading<T> {
    T read(RegistryFields fields);
  }

  int getByte() {
    return Byte.toUnsignedInt(bytes.get());
  }

  int getShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  int getInt() {
    return bytes.getInt();
  }

  long getLong() {
    return bytes.getLong();
  }

  String getText() {
    int length = getShort();
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer utf8 = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw damaged("a text is not UTF-8", e);
    }
  }

  TenantOptions getOptions() {
    Retention retention = getRetention();
    Quota quota = new Quota(getLong(), getLong(), getInt());
    RateLimit rate = new RateLimit(getInt(), Duration.ofNanos(getLong()));
    int count = getShort();
    Map<String, Retention> kinds = new HashMap<>();
    for (int kind = 0; kind < count; kind++) {
      if (kinds.put(getText(), getRetention()) != null) {
        throw damaged("a kind has two retentions", null);
      }
    }
    return new TenantOptions(retention, kinds, quota, rate);
  }

  private Retention getRetention() {
    int code = getByte();
    long value = getLong();
    return switch (code) {
      case RegistryEventLayout.RETAIN_NONE -> Retention.none();
      case RegistryEventLayout.RETAIN_FOREVER -> Retention.forever();
      case RegistryEventLayout.RETAIN_AGE -> Retention.age(Duration.ofNanos(value));
      case RegistryEventLayout.RETAIN_COMMITS ->
          Retention.commits(
              (int)
                  InvalidArgumentException.requireRange(
                      "commits", value, 1, Retention.Commits.COUNT_MAX));
      default -> throw damaged("unknown retention", null);
    };
  }

  /** Refuses bytes behind the last thing. */
  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw damaged("something stands behind the end", null);
    }
  }

  RegistryDamagedException damaged(String what, @Nullable Exception cause) {
    return new RegistryDamagedException(
        "the list of tenants is damaged: " + what + ": " + place + " offset=" + bytes.position(),
        cause);
  }
}
