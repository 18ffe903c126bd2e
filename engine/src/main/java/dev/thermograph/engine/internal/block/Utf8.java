package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;

/**
 * UTF-8 without replacing what cannot be encoded: a replaced character would be a changed value.
 */
public final class Utf8 {
  /** Bytes that one UTF-16 unit can need. */
  static final int BYTES_PER_CHAR_MAX = 3;

  private static final long NON_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** The bytes of a text. Refuses half of a surrogate pair. */
  public static byte[] encode(String text) {
    byte[] bytes = new byte[encodedBytes(text)];
    encode(text, bytes, 0);
    return bytes;
  }

  /**
   * Encodes {@code text} behind {@code at}, where there must be room for {@link
   * #BYTES_PER_CHAR_MAX} bytes per character. Returns where it ends.
   */
  static int encode(String text, byte[] target, int at) {
    int end = at;
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit < 0x80) {
        target[end++] = (byte) unit;
      } else if (unit < 0x800) {
        target[end++] = (byte) (0xc0 | (unit >> 6));
        target[end++] = (byte) (0x80 | (unit & 0x3f));
      } else if (!Character.isSurrogate(unit)) {
        target[end++] = (byte) (0xe0 | (unit >> 12));
        target[end++] = (byte) (0x80 | ((unit >> 6) & 0x3f));
        target[end++] = (byte) (0x80 | (unit & 0x3f));
      } else {
        putPair(requirePair(text, index++), target, end);
        end += 4;
      }
    }
    return end;
  }

  private static int requirePair(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      throw new PropertyRefusedException(
          Messages.format(
              "text has half of a surrogate pair: char=%04x index=%d length=%d",
              codePoint, index, text.length()));
    }
    return codePoint;
  }

  private static void putPair(int codePoint, byte[] target, int at) {
    target[at] = (byte) (0xf0 | (codePoint >> 18));
    target[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
    target[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    target[at + 3] = (byte) (0x80 | (codePoint & 0x3f));
  }

  /** Bytes that {@code text} takes; refuses what {@link #encode} refuses. */
  static int encodedBytes(String text) {
    int bytes = text.length();
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit >= 0x80) {
        if (Character.isSurrogate(unit)) {
          requirePair(text, index++);
          bytes += 2;
        } else {
          bytes += unit < 0x800 ? 1 : 2;
        }
      }
    }
    return bytes;
  }

  /** Offset of the first byte between the two that is not well-formed UTF-8, or -1. */
  static long findMalformed(MemorySegment segment, long from, long to) {
    long at = from;
    while (at < to) {
      if (to - at >= Long.BYTES && (PropertyBlockLayout.longAt(segment, at) & NON_ASCII) == 0) {
        at += Long.BYTES;
        continue;
      }
      int lead = PropertyBlockLayout.byteAt(segment, at);
      if (lead >= 0) {
        at++;
        continue;
      }
      int length = sequenceBytes(lead & 0xff);
      if (length == 0 || to - at < length || !isWellFormed(segment, at, lead & 0xff, length)) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  /** Length by the lead byte; 0 for those that never lead. */
  private static int sequenceBytes(int lead) {
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  /** Table 3-7 of the Unicode standard: the second byte excludes long forms and surrogates. */
  private static boolean isWellFormed(MemorySegment segment, long at, int lead, int length) {
    int second = PropertyBlockLayout.byteAt(segment, at + 1) & 0xff;
    int min = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int max = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < min || second > max) {
      return false;
    }
    for (int index = 2; index < length; index++) {
      if ((PropertyBlockLayout.byteAt(segment, at + index) & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
