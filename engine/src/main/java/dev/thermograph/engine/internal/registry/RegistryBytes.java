package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Writes names and options into growing bytes, little-endian; {@link RegistryEventLayout} says how
 * they stand there. <b>Single-threaded.</b>
 */
final class RegistryBytes {
  private static final int CAPACITY_FIRST = 256;

  private ByteBuffer bytes = newBuffer(CAPACITY_FIRST);

  private static ByteBuffer newBuffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      ByteBuffer grown = newBuffer(Math.max(2 * bytes.capacity(), bytes.position() + length));
      bytes = grown.put(bytes.flip());
    }
    return bytes;
  }

  RegistryBytes putByte(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  RegistryBytes putShort(int value) {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  RegistryBytes putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  RegistryBytes putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  RegistryBytes putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putShort(utf8.length);
    room(utf8.length).put(utf8);
    return this;
  }

  RegistryBytes putOptions(TenantOptions options) {
    putRetention(options.retention());
    Quota quota = options.quota();
    putLong(quota.memoryBytes()).putLong(quota.nodeCount()).putInt(quota.writesPerSecond());
    RateLimit rate = options.rateLimit();
    putInt(rate.requests()).putLong(rate.within().toNanos());
    putShort(options.kindRetentions().size());
    options.kindRetentions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> putText(entry.getKey()).putRetention(entry.getValue()));
    return this;
  }

  private RegistryBytes putRetention(Retention retention) {
    return switch (retention) {
      case Retention.None() -> putByte(RegistryEventLayout.RETAIN_NONE).putLong(0);
      case Retention.Forever() -> putByte(RegistryEventLayout.RETAIN_FOREVER).putLong(0);
      case Retention.Age(Duration age) ->
          putByte(RegistryEventLayout.RETAIN_AGE).putLong(age.toNanos());
      case Retention.Commits(int count) ->
          putByte(RegistryEventLayout.RETAIN_COMMITS).putLong(count);
    };
  }

  /** Changes what was put before. */
  void setInt(int offset, int value) {
    bytes.putInt(offset, value);
  }

  /** What was put so far; shares its bytes. */
  ByteBuffer toBuffer() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
  }
}
