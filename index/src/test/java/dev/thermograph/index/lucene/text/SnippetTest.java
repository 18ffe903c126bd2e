package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.Snippet;
import dev.thermograph.index.text.SnippetOptions;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.parse.StrictQueryParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {
  private static final TextSchema SCHEMA =
      TextSchema.of(
          TextField.of("title", TextLanguage.ENGLISH),
          TextField.of("body", TextLanguage.ENGLISH).and(TextAnalysis.of(TextLanguage.GERMAN)));

  @Test
  void whatMatchesIsMarkedWithItsEndings() {
    assertThat(mark("graph AND engine", "title", "The Graphs of engines."))
        .isEqualTo("The [Graphs] of [engines].");
  }

  @Test
  void onlyTheFieldsThatAreAskedForAreMarked() {
    assertThat(mark("title:graph OR engine", "body", "graph engine")).isEqualTo("graph [engine]");
    assertThat(mark("title:graph OR engine", "title", "graph engine"))
        .isEqualTo("[graph] [engine]");
  }

  @Test
  void phrasesAreMarkedWhereTheyStand() {
    assertThat(mark("\"graph engine\"", "title", "graph, engine; a graph engine"))
        .isEqualTo("[graph, engine]; a [graph engine]");
    assertThat(mark("\"graph engine\"", "title", "engine graph")).isEqualTo("engine graph");
  }

  @Test
  void patternsAndMisspelledWordsAreMarkedAsTheyWereFound() {
    assertThat(mark("col*", "title", "Colour and color")).isEqualTo("[Colour] and [color]");
    assertThat(mark("c?l*r", "title", "Colour, not column")).isEqualTo("[Colour], not column");
    assertThat(mark("protien~", "title", "a protein")).isEqualTo("a [protein]");
    assertThat(mark("protien~2", "title", "two proteins")).isEqualTo("two [proteins]");
  }

  @Test
  void whatIsExcludedIsNotMarked() {
    assertThat(mark("graph AND NOT engine", "title", "graph engine")).isEqualTo("[graph] engine");
  }

  @Test
  void theLanguageOfTheTextDecides() {
    TextValue german = new TextValue("body", "Viele Häuser", TextLanguage.GERMAN);
    assertThat(mark("haus", german)).isEqualTo("Viele [Häuser]");
  }

  @Test
  void withoutAMatchTheBeginningIsShown() {
    String text = "First sentence. Second sentence. Third one.";
    assertThat(mark("nothing", "title", text)).startsWith("First sentence.");
  }

  @Test
  void theBestPassagesOfALongTextAreShown() {
    String filler = "Some words that nobody looks for stand here. ".repeat(20);
    String text = filler + "Here is a graph engine. " + filler + "Another graph is here. " + filler;
    try (Texts texts = new Texts(SCHEMA)) {
      texts.put(1, "title", text);
      List<Snippet> snippets =
          texts
              .index()
              .snippets(
                  StrictQueryParser.parse("graph OR engine"),
                  texts.sequence(),
                  TextValue.of("title", text),
                  new SnippetOptions(2, 20));
      assertThat(snippets)
          .extracting(snippet -> snippet.mark(text, "[", "]").strip())
          .containsExactly(
              "Here is a [graph] [engine]. Some words that nobody looks for stand here.",
              "Another [graph] is here. Some words that nobody looks for stand here.");
      Snippet first = snippets.getFirst();
      assertThat(text.substring(first.start(), first.end()).strip())
          .startsWith("Here is a graph engine.");
    }
  }

  @Test
  void theTextCannotBecomeATag() {
    String text = "<b>graph</b> & \"it's\"";
    Snippet snippet = new Snippet(0, text.length(), List.of(new Snippet.Match(3, 8)));
    assertThat(snippet.markHtml(text, "<mark>", "</mark>"))
        .isEqualTo("&lt;b&gt;<mark>graph</mark>&lt;/b&gt; &amp; &quot;it&#39;s&quot;");
    assertThat(snippet.mark(text, "*", "*")).isEqualTo("<b>*graph*</b> & \"it's\"");
  }

  private static String mark(String query, String field, String text) {
    return mark(query, TextValue.of(field, text));
  }

  private static String mark(String query, TextValue value) {
    try (Texts texts = new Texts(SCHEMA)) {
      texts.put(1, value);
      List<Snippet> snippets =
          texts
              .index()
              .snippets(
                  StrictQueryParser.parse(query), texts.sequence(), value, SnippetOptions.DEFAULT);
      assertThat(snippets).hasSize(1);
      return snippets.getFirst().mark(value.text(), "[", "]");
    }
  }
}
