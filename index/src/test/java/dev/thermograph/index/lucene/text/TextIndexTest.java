package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.error.IndexClosedException;
import dev.thermograph.index.error.IndexFailedException;
import dev.thermograph.index.error.IndexNotReadyException;
import dev.thermograph.index.error.ViewReleasedException;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.TextQuery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class TextIndexTest {
  private static final TextSchema TITLE =
      TextSchema.of(TextField.of("title", TextLanguage.ENGLISH));
  private static final TextSchema TWO_FIELDS =
      TextSchema.of(
          TextField.of("title", TextLanguage.ENGLISH), TextField.of("body", TextLanguage.ENGLISH));
  private static final TextSchema OPEN = TextSchema.open(TextAnalysis.of(TextLanguage.STANDARD));

  @Test
  void aTextIsFoundAtOnceAndInTheViewsThatSeeIt() {
    try (Texts texts = new Texts(TITLE)) {
      long first = texts.put(1, "title", "A graph of tenants");
      assertThat(texts.find("graphs")).containsExactly(1);
      long second = texts.put(1, "title", "Something else");
      assertThat(texts.find("graphs")).isEmpty();
      assertThat(texts.find("graphs", first, null)).containsExactly(1);
      texts.remove(1);
      assertThat(texts.find("something")).isEmpty();
      assertThat(texts.find("something", second, null)).containsExactly(1);
      assertThat(texts.find("*", 0, null)).isEmpty();
    }
  }

  @Test
  void aQueryWithoutAFieldLooksIntoAllOfThem() {
    try (Texts texts = new Texts(TWO_FIELDS)) {
      texts.put(1, TextValue.of("title", "graph"), TextValue.of("body", "engine"));
      texts.put(2, "body", "graph");
      assertThat(texts.find("graph AND engine")).containsExactly(1);
      assertThat(texts.find("title:graph")).containsExactly(1);
      assertThat(texts.find("body:*")).containsExactly(1, 2);
      assertThat(texts.find("title:*")).containsExactly(1);
    }
  }

  @Test
  void aPhraseEndsWithItsText() {
    try (Texts texts = new Texts(TWO_FIELDS)) {
      texts.put(1, TextValue.of("title", "one graph"), TextValue.of("title", "engine two"));
      assertThat(texts.find("\"graph engine\"~1000")).isEmpty();
      assertThat(texts.find("title:\"one graph\"")).containsExactly(1);
    }
  }

  @Test
  void slopMovesTheWordsOfAPhrase() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "title", "graph database engine");
      assertThat(texts.find("\"graph engine\"")).isEmpty();
      assertThat(texts.find("\"graph engine\"~1")).containsExactly(1);
      assertThat(texts.find("\"engine graph\"~2")).isEmpty();
      assertThat(texts.find("\"engine graph\"~3")).containsExactly(1);
      assertThat(texts.find("\"graph of the engine\"")).isEmpty();
      texts.put(2, "title", "graph in an engine");
      // Stop words are left out, but the phrase knows that there were two.
      assertThat(texts.find("\"graph of the engine\"")).containsExactly(2);
    }
  }

  @Test
  void aMisspelledWordFindsThoseNearItOnlyWhenNobodyHasIt() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "title", "protein folding");
      texts.put(2, "title", "proteins and proteomes");
      assertThat(texts.find("protien~")).containsExactlyInAnyOrder(1, 2);
      assertThat(texts.find("protien")).isEmpty();
      long typo = texts.put(3, "title", "protien");
      assertThat(texts.find("protien~")).containsExactly(3);
      assertThat(texts.find("protien~", typo - 1, null)).containsExactlyInAnyOrder(1, 2);
      // Short words are not guessed.
      assertThat(texts.find("fold~")).containsExactly(1);
      assertThat(texts.find("bold~")).isEmpty();
      assertThat(texts.find("bold~1/0")).containsExactly(1);
    }
  }

  @Test
  void aCloserSpellingCountsMore() {
    try (Texts texts = new Texts(OPEN)) {
      texts.put(1, "title", "kinasxy");
      texts.put(2, "title", "kniase");
      texts.put(3, "title", "kinase");
      texts.put(4, "title", "xinase");
      assertThat(texts.find("kinase~2")).containsExactly(3, 2, 1);
    }
  }

  @Test
  void patternsStandForWords() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "title", "colour");
      texts.put(2, "title", "Color");
      texts.put(3, "title", "running");
      assertThat(texts.find("COL*")).containsExactly(1, 2);
      assertThat(texts.find("colo?r")).containsExactly(1);
      assertThat(texts.find("*l*r")).containsExactly(1, 2);
      // The index has "run"; what is asked for is a word, too.
      assertThat(texts.find("running*")).containsExactly(3);
    }
  }

  @Test
  void aTextMayHaveItsOwnLanguage() {
    TextSchema schema =
        TextSchema.of(
            TextField.of("title", TextLanguage.ENGLISH).and(TextAnalysis.of(TextLanguage.GERMAN)));
    try (Texts texts = new Texts(schema)) {
      texts.put(1, new TextValue("title", "Die Häuser", TextLanguage.GERMAN));
      texts.put(2, new TextValue("title", "die houses", TextLanguage.ENGLISH));
      assertThat(texts.find("Haus")).containsExactly(1);
      assertThat(texts.find("house")).containsExactly(2);
      // A stop word in one of the languages only.
      assertThat(texts.find("die")).containsExactly(2);
      assertThatThrownBy(() -> schema.analysisOf(new TextValue("title", "", TextLanguage.CZECH)))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessage("text field has no such language: field=title language=CZECH");
    }
  }

  @Test
  void chineseIsFoundWithoutSpaces() {
    try (Texts texts = new Texts(TextSchema.of(TextField.of("title", TextLanguage.CJK)))) {
      texts.put(1, "title", "我住在東京都");
      texts.put(2, "title", "京都東京");
      assertThat(texts.find("東京都")).containsExactly(1);
    }
  }

  @Test
  void openKindsAreSearchedByPathAndAltogether() {
    try (Texts texts = new Texts(OPEN)) {
      texts.put(
          1, TextValue.of("address.city", "Berlin"), TextValue.of("tags[]", "graph database"));
      assertThat(texts.find("berlin AND graph")).containsExactly(1);
      assertThat(texts.find("address.city:Berlin")).containsExactly(1);
      assertThat(texts.find("tags[]:Berlin")).isEmpty();
      assertThat(texts.find("nobody.has.this:Berlin")).isEmpty();
    }
  }

  @Test
  void fieldsBeyondTheLimitAreFoundWithoutTheirNamesOnly() {
    try (Texts texts = new Texts(OPEN)) {
      for (int field = 0; field < 1_001; field++) {
        texts.put(field, "path" + field, "word" + field);
      }
      assertThat(texts.find("path999:word999")).containsExactly(999);
      assertThat(texts.find("word1000")).containsExactly(1_000);
      assertThatThrownBy(() -> texts.find("path1000:word1000"))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("too many undeclared text fields")
          .hasMessageContaining("field=path1000 max=1000");
    }
  }

  @Test
  void narrowFiltersLeadAndLoseNothing() {
    try (Texts texts = new Texts(TITLE)) {
      for (int entity = 0; entity < 1_000; entity++) {
        texts.put(entity, "title", entity % 2 == 0 ? "even number" : "odd number");
      }
      RoaringBitmap few = RoaringBitmap.bitmapOf(3, 4, 500, 501, 998);
      TextHits hits = texts.search("number AND even", 10, texts.sequence(), EntityFilter.of(few));
      assertThat(Texts.entities(hits)).containsExactly(4, 500, 998);
      assertThat(hits.cost().filterLeads()).isTrue();
      RoaringBitmap many = new RoaringBitmap();
      many.add(100L, 1_000L);
      TextHits others = texts.search("odd", 3, texts.sequence(), EntityFilter.of(many));
      assertThat(Texts.entities(others)).containsExactly(101, 103, 105);
      assertThat(others.cost().filterLeads()).isFalse();
    }
  }

  @Test
  void equalScoresComeInTheOrderOfEntities() {
    try (Texts texts = new Texts(TITLE)) {
      for (int entity : new int[] {7, 3, 9, 1, 5}) {
        texts.put(entity, "title", "same");
        texts.find("same");
      }
      assertThat(texts.find("same")).containsExactly(1, 3, 5, 7, 9);
      assertThat(Texts.entities(texts.search("same", 2, texts.sequence(), null)))
          .containsExactly(1, 3);
    }
  }

  @Test
  void badQueriesAreRefusedByName() {
    try (Texts texts = new Texts(TWO_FIELDS)) {
      texts.put(1, "title", "alpha beta gamma");
      refused(() -> texts.find("author:x"), "unknown text field: field=author known=[title, body]");
      refused(() -> texts.search("x", 0, 1, null), "k must be 1..10000: k=0");
      TextSearchOptions few =
          new TextSearchOptions(
              TextSearchOptions.DEFAULT.statistics(), false, new QueryLimits(10, 10, 2, 1));
      refused(
          () -> texts.index().search(TextQuery.wildcard("?*a"), 1, 1, few, null),
          "pattern stands for too many words: pattern=?*a max=2");
      TextQuery word = TextQuery.term("x");
      refused(
          () ->
              texts
                  .index()
                  .search(
                      new TextQuery.Or(
                          List.of(word, word).reversed().stream()
                              .flatMap(one -> List.of(one, one, one, one, one).stream())
                              .toList()),
                      1,
                      1,
                      few,
                      null),
          "too many clauses of a query: max=10");
    }
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void wordsThatAnalysisLeavesNothingOfSayNothing() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "title", "graph");
      assertThat(texts.find("the AND graph")).containsExactly(1);
      assertThat(texts.find("graph AND NOT the")).containsExactly(1);
      assertThat(texts.find("the")).isEmpty();
      assertThat(texts.find("NOT the")).isEmpty();
    }
  }

  @Test
  void aCheckNamesWhatIsWrong() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "title", "one");
      texts.put(2, "title", "two");
      texts.put(3, "title", "three");
      IndexCheck check =
          texts
              .index()
              .check(
                  texts.sequence(),
                  visitor -> {
                    visitor.visit(1, List.of(TextValue.of("title", "one")));
                    visitor.visit(2, List.of(TextValue.of("title", "other")));
                    visitor.visit(4, List.of(TextValue.of("title", "four")));
                  });
      assertThat(check.isSound()).isFalse();
      assertThat(check.problemCount()).isEqualTo(3);
      assertThat(check.problems())
          .containsExactly(
              "text of entity 2 has other texts",
              "text of entity 4 is missing",
              "text of entity 3 should not be there");
    }
  }

  @Test
  void anIndexSaysWhenItCannotBeSearched() {
    TextIndex index =
        TextIndexes.open(new IndexFiles.InMemory(), TITLE, "test", IndexWorkers.inline());
    assertThat(index.state()).isEqualTo(IndexState.FILLING);
    assertThatThrownBy(() -> search(index, 0)).isInstanceOf(IndexNotReadyException.class);
    index.filled();
    index.put(1, 5, List.of(TextValue.of("title", "x")));
    index.release(4);
    assertThatThrownBy(() -> search(index, 3))
        .isInstanceOf(ViewReleasedException.class)
        .hasMessageContaining("view=3 horizon=4");
    assertThat(search(index, 5).size()).isEqualTo(1);
    index.close();
    index.close();
    assertThatThrownBy(() -> search(index, 5)).isInstanceOf(IndexClosedException.class);
  }

  @Test
  void aTextThatCannotBeIndexedFailsTheIndexAndNotOneSearch() {
    try (Texts texts = new Texts(TITLE)) {
      texts.put(1, "undeclared", "x");
      assertThatThrownBy(() -> texts.find("x"))
          .isInstanceOf(IndexFailedException.class)
          .hasMessageContaining("unknown text field: field=undeclared known=[title]");
      assertThat(texts.index().state()).isEqualTo(IndexState.FAILED);
      assertThatThrownBy(() -> texts.find("x")).isInstanceOf(IndexFailedException.class);
    }
  }

  private static TextHits search(TextIndex index, long view) {
    return index.search(TextQuery.all(), 10, view, TextSearchOptions.DEFAULT, null);
  }
}
