package dev.thermograph.index.text.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextQueryTest {

  @Test
  void queriesAreBuiltFluently() {
    TextQuery query =
        TextQuery.phrase("graph engine", 2)
            .in("title")
            .boost(3)
            .or(TextQuery.term("jvm"))
            .or(TextQuery.fuzzy("tenant", 1))
            .without(TextQuery.prefix("sql"));
    assertThat(QueryPrinter.print(query))
        .isEqualTo("((title:\"graph engine\"~2^3.0) OR jvm OR tenant~1) AND (NOT sql*)");
  }

  @Test
  void aPatternThatSaysNoMoreThanASimplerQueryBecomesThatOne() {
    assertThat(TextQuery.wildcard("*")).isEqualTo(TextQuery.all());
    assertThat(TextQuery.wildcard("gra*")).isEqualTo(TextQuery.prefix("gra"));
    assertThat(TextQuery.wildcard("what\\?")).isEqualTo(TextQuery.term("what?"));
    assertThat(TextQuery.wildcard("g?\\a\\*")).isEqualTo(new TextQuery.Wildcard("g?a\\*"));
    assertThat(TextQuery.wildcard("**")).isEqualTo(new TextQuery.Wildcard("**"));
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    refused(() -> TextQuery.term("  "), "term must not be blank");
    refused(() -> TextQuery.term("x".repeat(4_097)), "term length must be 1..4096");
    refused(() -> TextQuery.phrase("a b", -1), "slop must be 0..1000: slop=-1");
    refused(() -> TextQuery.fuzzy("a", 3), "maxEdits must be 1..2: maxEdits=3");
    refused(() -> new TextQuery.Fuzzy("a", 1, 33), "prefixLength must be 0..32");
    refused(() -> TextQuery.term("a").boost(Float.NaN), "boost must be 0.001..1000: boost=NaN");
    refused(() -> TextQuery.wildcard("a\\"), "pattern ends in a backslash");
    refused(() -> new TextQuery.Wildcard("a*"), "pattern must be made by TextQuery.wildcard");
    refused(() -> new TextQuery.And(List.of(TextQuery.all())), "clauses must be 2..");
  }

  @Test
  void queriesBeyondTheLimitsAreRefused() {
    QueryLimits limits = new QueryLimits(5, 3, 1, 1);
    TextQuery word = TextQuery.term("a");
    limits.check(word.or(word).or(word).or(word));
    refused(
        () -> limits.check(word.or(word).or(word).or(word).or(word)),
        "too many clauses of a query: max=5");
    limits.check(new TextQuery.Not(new TextQuery.Not(word)));
    refused(
        () -> limits.check(new TextQuery.Not(new TextQuery.Not(new TextQuery.Not(word)))),
        "too many levels of a query: max=3");
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
