package dev.thermograph.index.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.text.FacetCounts;
import dev.thermograph.index.text.FacetValues;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextLanguage;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.query.TextQuery;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class FacetCountsTest {
  private static final TextSchema SCHEMA =
      TextSchema.of(TextField.of("title", TextLanguage.ENGLISH));
  private static final TextQuery GRAPH = TextQuery.term("graph");

  private static final Map<Integer, List<String>> COLOURS =
      Map.of(1, List.of("red", "blue"), 2, List.of("red"), 3, List.of("green"), 5, List.of("red"));

  @Test
  void allMatchesOfTheViewAreCounted() {
    try (Texts texts = new Texts(SCHEMA)) {
      for (int entity = 1; entity <= 4; entity++) {
        texts.put(entity, "title", "graph");
      }
      texts.put(5, "title", "engine");
      FacetCounts<String> counts = count(texts, texts.sequence(), null);
      assertThat(counts.counts())
          .containsExactlyInAnyOrder(of("red", 2), of("blue", 1), of("green", 1));
      assertThat(counts.counts().getFirst()).isEqualTo(of("red", 2));
      assertThat(counts.matchCount()).isEqualTo(4);
      assertThat(counts.missingCount()).isEqualTo(1);

      long before = texts.sequence();
      texts.remove(2);
      assertThat(count(texts, texts.sequence(), null).counts()).contains(of("red", 1));
      assertThat(count(texts, before, null).counts()).contains(of("red", 2));
    }
  }

  @Test
  void onlyWhatTheFilterAcceptsIsCountedAndOnlySoManyAreTold() {
    try (Texts texts = new Texts(SCHEMA)) {
      texts.put(1, "title", "graph");
      texts.put(3, "title", "graph");
      FacetCounts<String> one =
          count(texts, texts.sequence(), EntityFilter.of(RoaringBitmap.bitmapOf(3)));
      assertThat(one.counts()).containsExactly(of("green", 1));
      FacetCounts<String> cut =
          FacetCounts.of(
              texts.index(),
              GRAPH,
              texts.sequence(),
              TextSearchOptions.DEFAULT,
              null,
              FacetCountsTest::colours,
              1);
      assertThat(cut.counts()).hasSize(1);
      assertThat(cut.distinctCount()).isEqualTo(3);
    }
  }

  @Test
  void whatHasTooManyValuesIsNoFacet() {
    try (Texts texts = new Texts(SCHEMA)) {
      texts.put(1, "title", "graph");
      FacetValues<Integer> numbers =
          (_, values) -> {
            for (int value = 0; value <= FacetCounts.DISTINCT_MAX; value++) {
              values.accept(value);
            }
          };
      assertThatThrownBy(
              () ->
                  FacetCounts.of(
                      texts.index(), GRAPH, 1, TextSearchOptions.DEFAULT, null, numbers, 10))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessage("too many different values to count: max=100000");
    }
  }

  private static FacetCounts<String> count(Texts texts, long view, @Nullable EntityFilter filter) {
    return FacetCounts.of(
        texts.index(),
        GRAPH,
        view,
        TextSearchOptions.DEFAULT,
        filter,
        FacetCountsTest::colours,
        10);
  }

  private static void colours(int entity, Consumer<String> values) {
    COLOURS.getOrDefault(entity, List.of()).forEach(values);
  }

  private static FacetCounts.Count<String> of(String value, long count) {
    return new FacetCounts.Count<>(value, count);
  }
}
