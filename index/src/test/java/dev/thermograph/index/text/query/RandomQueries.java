package dev.thermograph.index.text.query;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Queries of every kind and shape, for properties. */
public final class RandomQueries {

  private RandomQueries() {}

  /** Combinations over the given words, up to four levels of them. */
  public static Arbitrary<TextQuery> over(Arbitrary<TextQuery> words, Arbitrary<String> fields) {
    return Arbitraries.recursive(() -> words, parts -> combined(parts, fields), 0, 4);
  }

  private static Arbitrary<TextQuery> combined(
      Arbitrary<TextQuery> parts, Arbitrary<String> fields) {
    return Arbitraries.oneOf(
        parts,
        parts.list().ofMinSize(2).ofMaxSize(3).map(TextQuery.And::new),
        parts.list().ofMinSize(2).ofMaxSize(3).map(TextQuery.Or::new),
        parts.map(TextQuery.Not::new),
        Combinators.combine(parts, parts).as(TextQuery.Prefer::new),
        Combinators.combine(fields, parts).as(TextQuery.Scoped::new),
        Combinators.combine(parts, factors()).as(TextQuery.Boosted::new));
  }

  /** Words, phrases and patterns of any text that has something to see in it. */
  public static Arbitrary<TextQuery> words(Arbitrary<String> texts) {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 32);
    return Arbitraries.oneOf(
        Arbitraries.just(TextQuery.all()),
        texts.map(TextQuery::term),
        texts.map(TextQuery::tolerant),
        texts.map(TextQuery::prefix),
        Combinators.combine(texts, small).as(TextQuery.Phrase::new),
        Combinators.combine(texts, Arbitraries.integers().between(1, 2), small)
            .as(TextQuery.Fuzzy::new),
        texts.map(text -> TextQuery.wildcard("?" + text.replace("\\", "\\\\") + "*")));
  }

  private static Arbitrary<Float> factors() {
    return Arbitraries.floats().between(0.001f, 1_000f).ofScale(3);
  }
}
