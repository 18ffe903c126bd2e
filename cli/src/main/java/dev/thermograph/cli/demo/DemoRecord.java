package dev.thermograph.cli.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the demo appends: a text that says who appended it, filled up to a typical record's length.
 */
final class DemoRecord {
  static final int TENANT = 1;
  static final byte TYPE = 1;

  private static final int PAYLOAD_BYTES = 256;

  private DemoRecord() {}

  static String text(String appender, int number) {
    return appender + " record " + number;
  }

  static ByteBuffer payload(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(bytes.length, PAYLOAD_BYTES)));
  }

  static String text(ByteBuffer payload) {
    return StandardCharsets.UTF_8.decode(payload).toString().replace("\0", "");
  }
}
