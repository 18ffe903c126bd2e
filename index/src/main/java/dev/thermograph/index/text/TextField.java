package dev.thermograph.index.text;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A field that texts may be searched in by its name. Immutable.
 *
 * @param name 1..256 chars; for a property inside JSON its path
 * @param analyses how its texts become words, 1..8 of them, each of another language. The first is
 *     for texts that name no language; a query is looked up in all of them, the best one counts.
 * @param bm25 how its hits are scored
 */
public record TextField(String name, List<TextAnalysis> analyses, Bm25 bm25) {
  private static final int NAME_CHARS_MAX = 256;
  private static final int ANALYSES_MAX = 8;

  /** Refuses a blank name, no analysis, and two of one language. */
  public TextField {
    requireRange("length of a text field's name", name.length(), 1, NAME_CHARS_MAX);
    requireRange("analyses of text field " + name, analyses.size(), 1, ANALYSES_MAX);
    analyses = List.copyOf(analyses);
    HashSet<TextLanguage> languages = new HashSet<>();
    for (TextAnalysis analysis : analyses) {
      if (!languages.add(analysis.language())) {
        throw new InvalidArgumentException(
            "a text field has one analysis per language: field="
                + (name + " language=" + analysis.language()));
      }
    }
  }

  /** A field in one language, scored by {@link Bm25#DEFAULT}. */
  public static TextField of(String name, TextLanguage language) {
    return new TextField(name, List.of(TextAnalysis.of(language)), Bm25.DEFAULT);
  }

  /** The same, with texts in one more language. */
  public TextField and(TextAnalysis analysis) {
    List<TextAnalysis> more = new ArrayList<>(analyses);
    more.add(analysis);
    return new TextField(name, more, bm25);
  }

  /** The same, scored otherwise. */
  public TextField scoredBy(Bm25 other) {
    return new TextField(name, analyses, other);
  }
}
