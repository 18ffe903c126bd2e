package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextValue;
import java.util.List;

/**
 * 64 bits that tell the texts of one entry from others. Not against attackers: who could choose
 * them could only confuse an index of their own.
 */
public final class TextHash {
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long MIX = 0xC2B2AE3D27D4EB4FL;

  private TextHash() {}

  /** Of all texts, their fields, languages and order. O(length). */
  public static long of(List<TextValue> texts) {
    long hash = texts.size() * STEP;
    for (TextValue text : texts) {
      TextLanguage language = text.language();
      hash = of(hash, text.field());
      hash = of(hash, text.text());
      hash = of(hash, language == null ? "" : language.name());
    }
    return hash;
  }

  private static long of(long seed, String text) {
    long hash = mix(seed ^ text.length());
    int i = 0;
    for (; i + 4 <= text.length(); i += 4) {
      long four =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      hash = mix(hash ^ four);
    }
    for (; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    return hash;
  }

  private static long mix(long value) {
    long spread = value + STEP;
    return (spread * MIX) ^ Math.unsignedMultiplyHigh(spread, MIX) ^ Long.rotateLeft(value, 29);
  }
}
