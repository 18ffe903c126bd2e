package dev.thermograph.index.lucene.text;

import dev.thermograph.index.lucene.text.internal.analysis.Analyzers;
import dev.thermograph.index.lucene.text.internal.compile.FieldScope;
import dev.thermograph.index.text.Snippet;
import dev.thermograph.index.text.SnippetOptions;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextValue;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/**
 * Finds the passages of a text that a query matches, by analyzing the text again: Lucene keeps
 * none. Stateless.
 */
final class Snippets {
  private static final int TEXT_CHARS_MAX = Integer.MAX_VALUE - 1;

  private Snippets() {}

  static List<Snippet> of(Query query, TextSchema schema, TextValue text, SnippetOptions options)
      throws IOException {
    String field = FieldScope.nameOf(text.field());
    Set<String> fields = Set.of(field, FieldScope.nameOfAll());
    Collected collected = new Collected();
    UnifiedHighlighter highlighter =
        UnifiedHighlighter.builderWithoutSearcher(Analyzers.of(schema.analysisOf(text)))
            .withFieldMatcher(fields::contains)
            .withMaxLength(TEXT_CHARS_MAX)
            .withFormatter(collected)
            .withMaxNoHighlightPassages(1)
            .withBreakIterator(() -> sentences(options.passageCharsMin()))
            .build();
    highlighter.highlightWithoutSearcher(field, query, text.text(), options.passageCountMax());
    return collected.snippets;
  }

  private static BreakIterator sentences(int charsMin) {
    return LengthGoalBreakIterator.createMinLength(
        BreakIterator.getSentenceInstance(Locale.ROOT), charsMin, 0f);
  }

  /** Takes the places instead of making a string of them. */
  private static final class Collected extends PassageFormatter {
    private List<Snippet> snippets = List.of();

    @Override
    public Object format(Passage[] passages, String text) {
      List<Snippet> found = new ArrayList<>();
      for (Passage passage : passages) {
        found.add(new Snippet(passage.getStartOffset(), passage.getEndOffset(), matches(passage)));
      }
      snippets = List.copyOf(found);
      return "";
    }

    /** Matches that touch each other or overlap are one. */
    private static List<Snippet.Match> matches(Passage passage) {
      List<Snippet.Match> all = new ArrayList<>();
      for (int i = 0; i < passage.getNumMatches(); i++) {
        int end = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
        all.add(new Snippet.Match(passage.getMatchStarts()[i], end));
      }
      all.sort(Comparator.comparingInt(Snippet.Match::start));
      List<Snippet.Match> joined = new ArrayList<>();
      for (Snippet.Match match : all) {
        Snippet.Match last = joined.isEmpty() ? null : joined.getLast();
        if (last != null && match.start() < last.end()) {
          joined.set(
              joined.size() - 1,
              new Snippet.Match(last.start(), Math.max(last.end(), match.end())));
        } else {
          joined.add(match);
        }
      }
      return joined;
    }
  }
}
