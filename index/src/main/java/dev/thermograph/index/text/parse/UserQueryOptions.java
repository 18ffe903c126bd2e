package dev.thermograph.index.text.parse;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import java.util.function.Predicate;

/**
 * How what a person typed is understood. Immutable.
 *
 * @param fields which names before a colon are fields; other ones are words
 * @param typoTolerant whether a word that nothing has may stand for similar ones
 * @param allWords whether all words must be there; else any of them will do, and more are better
 * @param clauseCountMax how many words and phrases are looked at, 1..256; what is behind them is
 *     left out
 */
public record UserQueryOptions(
    Predicate<String> fields, boolean typoTolerant, boolean allWords, int clauseCountMax) {

  /** No fields, typos tolerated, any of the words, 128 of them at most. */
  public static final UserQueryOptions DEFAULT = new UserQueryOptions(_ -> false, true, false, 128);

  /** Refuses a limit out of range. */
  public UserQueryOptions {
    requireRange("clauseCountMax", clauseCountMax, 1, 256);
  }

  /** The same with fields. */
  public UserQueryOptions withFields(Predicate<String> isField) {
    return new UserQueryOptions(isField, typoTolerant, allWords, clauseCountMax);
  }

  /** The same, but words count only as they are spelled. */
  public UserQueryOptions exactly() {
    return new UserQueryOptions(fields, false, allWords, clauseCountMax);
  }

  /** The same, but all words must be there. */
  public UserQueryOptions requiringAllWords() {
    return new UserQueryOptions(fields, typoTolerant, true, clauseCountMax);
  }
}
