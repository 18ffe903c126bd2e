package dev.thermograph.index.text.query;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;

/**
 * A full-text query. Immutable.
 *
 * <p>Texts go through the analysis of the field that they are looked up in: case, endings and stop
 * words are its business. What nothing is left of (a lone comma, a stop word) asks for nothing: it
 * is passed over in a combination, and alone it finds nothing.
 *
 * <p>{@link QueryPrinter} writes a query in the grammar that the strict parser reads.
 */
public sealed interface TextQuery {

  /** The longest text of one word, phrase or pattern, in chars. */
  int TEXT_CHARS_MAX = 4_096;

  /** How many first letters a fuzzy word keeps unless it says otherwise. */
  int FUZZY_PREFIX_LENGTH = 1;

  /** Every entry; within a {@link Scoped} field, every entry that has the field. */
  record MatchAll() implements TextQuery {}

  /**
   * A word. One that the analysis takes apart ("wi-fi", Chinese without spaces) must stand there as
   * it is: its parts side by side.
   */
  record Term(String text) implements TextQuery {
    /** Refuses a blank text and one that is too long. */
    public Term {
      QueryText.require("term", text);
    }
  }

  /**
   * A word that may be misspelled: when no entry has it, entries count that have one at edit
   * distance 1 (words of 5 letters and more) or 2 (of 9 and more), for less the farther it is.
   */
  record Tolerant(String text) implements TextQuery {
    /** Refuses a blank text and one that is too long. */
    public Tolerant {
      QueryText.require("term", text);
    }
  }

  /**
   * Words one behind the other.
   *
   * @param slop by how many places the words may be moved altogether, 0..1,000
   */
  record Phrase(String text, int slop) implements TextQuery {
    /** Refuses a blank text, one that is too long, and a slop out of range. */
    public Phrase {
      QueryText.require("phrase", text);
      requireRange("slop", slop, 0, 1_000);
    }
  }

  /** Words that begin like this; each counts the same. Cost: O(entries that have such a word). */
  record Prefix(String text) implements TextQuery {
    /** Refuses a blank text and one that is too long. */
    public Prefix {
      QueryText.require("prefix", text);
    }
  }

  /**
   * Words of a pattern; each counts the same.
   *
   * @param pattern {@code *} is any letters, {@code ?} is one, a backslash takes the next sign as
   *     it is; in the spelling of {@link TextQuery#wildcard}
   */
  record Wildcard(String pattern) implements TextQuery {
    /** Refuses a pattern in another spelling. */
    public Wildcard {
      QueryText.require("pattern", pattern);
      WildcardPattern parsed = WildcardPattern.parse(pattern);
      if (parsed.isSimple() || !parsed.spelling().equals(pattern)) {
        throw new InvalidArgumentException(
            "pattern must be made by TextQuery.wildcard: pattern=" + pattern);
      }
    }
  }

  /**
   * Words at a small edit distance; a transposition counts as one edit. The nearest ones count, up
   * to {@link QueryLimits#fuzzyTermsMax()}.
   *
   * @param maxEdits 1 or 2
   * @param prefixLength how many first letters must be the same, 0..32
   */
  record Fuzzy(String text, int maxEdits, int prefixLength) implements TextQuery {
    /** Refuses a blank text and numbers out of range. */
    public Fuzzy {
      QueryText.require("term", text);
      requireRange("maxEdits", maxEdits, 1, 2);
      requireRange("prefixLength", prefixLength, 0, 32);
    }
  }

  /** What matches all of two or more queries; scores add up. */
  record And(List<TextQuery> clauses) implements TextQuery {
    /** Refuses fewer than two. */
    public And {
      clauses = List.copyOf(clauses);
      requireRange("clauses", clauses.size(), 2, Integer.MAX_VALUE);
    }
  }

  /** What matches any of two or more queries; scores add up. */
  record Or(List<TextQuery> clauses) implements TextQuery {
    /** Refuses fewer than two. */
    public Or {
      clauses = List.copyOf(clauses);
      requireRange("clauses", clauses.size(), 2, Integer.MAX_VALUE);
    }
  }

  /** What does not match. */
  record Not(TextQuery clause) implements TextQuery {}

  /** What matches the one query; the more it matches the other, the better. */
  record Prefer(TextQuery required, TextQuery preferred) implements TextQuery {}

  /** A query over one field. The innermost scope counts. */
  record Scoped(String field, TextQuery clause) implements TextQuery {
    /** Refuses a blank name. */
    public Scoped {
      QueryText.require("field", field);
    }
  }

  /**
   * A query whose scores count more or less.
   *
   * @param factor 0.001..1,000
   */
  record Boosted(TextQuery clause, float factor) implements TextQuery {
    /** Refuses a factor out of range. */
    public Boosted {
      if (!(factor >= 0.001f && factor <= 1_000f)) {
        throw new InvalidArgumentException("boost must be 0.001..1000: boost=" + factor);
      }
    }
  }

  /** Every entry. */
  static TextQuery all() {
    return new MatchAll();
  }

  /** No entry. */
  static TextQuery nothing() {
    return new Not(new MatchAll());
  }

  /** A word, spelled as it is. */
  static TextQuery term(String text) {
    return new Term(text);
  }

  /** A word that may be misspelled. */
  static TextQuery tolerant(String text) {
    return new Tolerant(text);
  }

  /** Words one directly behind the other. */
  static TextQuery phrase(String text) {
    return new Phrase(text, 0);
  }

  /** Words that lie near each other. */
  static TextQuery phrase(String text, int slop) {
    return new Phrase(text, slop);
  }

  /** Words with this beginning. */
  static TextQuery prefix(String text) {
    return new Prefix(text);
  }

  /**
   * Words of a pattern in which {@code *} is any letters, {@code ?} is one and a backslash takes
   * the next sign as it is. A pattern that says no more than a simpler query becomes that one.
   */
  static TextQuery wildcard(String pattern) {
    QueryText.require("pattern", pattern);
    WildcardPattern parsed = WildcardPattern.parse(pattern);
    if (!parsed.isSimple()) {
      return new Wildcard(parsed.spelling());
    }
    if (parsed.wildcardCount() == 0) {
      return new Term(parsed.letters());
    }
    return parsed.letters().isEmpty() ? new MatchAll() : new Prefix(parsed.letters());
  }

  /** Words at most so many edits away. */
  static TextQuery fuzzy(String text, int maxEdits) {
    return new Fuzzy(text, maxEdits, FUZZY_PREFIX_LENGTH);
  }

  /** What matches all of them; of one, that one. */
  static TextQuery allOf(List<TextQuery> clauses) {
    return clauses.size() == 1 ? clauses.getFirst() : new And(clauses);
  }

  /** What matches any of them; of one, that one. */
  static TextQuery anyOf(List<TextQuery> clauses) {
    return clauses.size() == 1 ? clauses.getFirst() : new Or(clauses);
  }

  /** What matches this and that. */
  default TextQuery and(TextQuery other) {
    return new And(joined(this instanceof And(var clauses) ? clauses : List.of(this), other));
  }

  /** What matches this or that. */
  default TextQuery or(TextQuery other) {
    return new Or(joined(this instanceof Or(var clauses) ? clauses : List.of(this), other));
  }

  /** What matches this and not that. */
  default TextQuery without(TextQuery other) {
    return and(new Not(other));
  }

  /** What matches this, best what matches that, too. */
  default TextQuery preferring(TextQuery other) {
    return new Prefer(this, other);
  }

  /** This, over one field. */
  default TextQuery in(String field) {
    return new Scoped(field, this);
  }

  /** This, counting so many times as much. */
  default TextQuery boost(float factor) {
    return new Boosted(this, factor);
  }

  private static List<TextQuery> joined(List<TextQuery> clauses, TextQuery last) {
    List<TextQuery> all = new ArrayList<>(clauses);
    all.add(last);
    return all;
  }
}
