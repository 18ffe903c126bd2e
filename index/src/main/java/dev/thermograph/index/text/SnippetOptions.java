package dev.thermograph.index.text;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

/**
 * Which passages of a text are wanted. Immutable.
 *
 * @param passageCountMax how many passages, 1..100; the best ones are taken
 * @param passageCharsMin how long a passage should be, 1..10,000 chars; it ends with its sentence
 */
public record SnippetOptions(int passageCountMax, int passageCharsMin) {

  /** Three passages of about 120 chars. */
  public static final SnippetOptions DEFAULT = new SnippetOptions(3, 120);

  /** Refuses numbers out of range. */
  public SnippetOptions {
    requireRange("passageCountMax", passageCountMax, 1, 100);
    requireRange("passageCharsMin", passageCharsMin, 1, 10_000);
  }
}
