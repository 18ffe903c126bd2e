package dev.thermograph.index.text.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.TextQuery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictQueryParserTest {
  private static final TextQuery A = TextQuery.term("a");
  private static final TextQuery B = TextQuery.term("b");
  private static final TextQuery C = TextQuery.term("c");

  @Test
  void andBindsTighterThanOrAndOrTighterThanPrefer() {
    assertThat(parse("a OR b AND c")).isEqualTo(new TextQuery.Or(List.of(A, B.and(C))));
    assertThat(parse("(a OR b) AND c")).isEqualTo(new TextQuery.And(List.of(A.or(B), C)));
    assertThat(parse("a AND NOT b")).isEqualTo(A.without(B));
    assertThat(parse("a PREFER b OR c")).isEqualTo(A.preferring(B.or(C)));
    assertThat(parse("a PREFER b PREFER c")).isEqualTo(A.preferring(B).preferring(C));
  }

  @Test
  void everyKindOfWordHasItsSpelling() {
    assertThat(parse("*")).isEqualTo(TextQuery.all());
    assertThat(parse("gra*")).isEqualTo(TextQuery.prefix("gra"));
    assertThat(parse("colo?r")).isEqualTo(TextQuery.wildcard("colo?r"));
    assertThat(parse("graph~")).isEqualTo(TextQuery.tolerant("graph"));
    assertThat(parse("graph~2")).isEqualTo(TextQuery.fuzzy("graph", 2));
    assertThat(parse("graph~1/0")).isEqualTo(new TextQuery.Fuzzy("graph", 1, 0));
    assertThat(parse("\"two  words\"~3")).isEqualTo(TextQuery.phrase("two  words", 3));
    assertThat(parse("wi-fi")).isEqualTo(TextQuery.term("wi-fi"));
  }

  @Test
  void fieldsAndBoostsApplyToOneValue() {
    assertThat(parse("title:a^2")).isEqualTo(A.in("title").boost(2));
    assertThat(parse("title:(a OR b)^0.5 AND c")).isEqualTo(A.or(B).in("title").boost(0.5f).and(C));
    assertThat(parse("address.city:\"New York\""))
        .isEqualTo(TextQuery.phrase("New York").in("address.city"));
  }

  @Test
  void aBackslashTakesTheNextSignLiterally() {
    assertThat(parse("\\AND")).isEqualTo(TextQuery.term("AND"));
    assertThat(parse("a\\:b\\*\\ c")).isEqualTo(TextQuery.term("a:b* c"));
    assertThat(parse("\"say \\\"hi\\\" \\\\ \"")).isEqualTo(TextQuery.phrase("say \"hi\" \\ "));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``;0;the end;a word, a phrase, a field or '('",
        "a b;2;'b';AND, OR, PREFER or the end",
        "a AND;5;the end;a word, a phrase, a field or '('",
        "a AND OR b;6;'OR';a word, a phrase, a field or '('",
        "(a OR b;7;the end;AND, OR, PREFER or ')'",
        "a);1;')';AND, OR, PREFER or the end",
        "();1;')';a word, a phrase, a field or '('",
        "\"a b;4;the end;a quote that ends the phrase",
        "\"  \";1;an empty phrase;words between the quotes",
        "a^;2;the end;a number from 0.001 to 1000.0",
        "a^x;2;'x';a number from 0.001 to 1000.0",
        "a^1.2.3;2;'1.2.3';a number from 0.001 to 1000.0",
        "a~3;2;'3';a number from 1 to 2",
        "a~1/99;4;'99';a number from 0 to 32",
        "\"a\"~1001;4;'1001';a number from 0 to 1000",
        "a\\;2;the end;a sign behind the backslash",
        "ti*le:a;0;'ti*le';the name of a field",
        "title:;6;the end;a word, a phrase, a field or '('",
        "title: a;6;' ';a word, a phrase, a field or '('",
        "pre*~;4;'~';AND, OR, PREFER or the end",
        "\uD83D\uDE00 AND );6;')';a word, a phrase, a field or '('",
      })
  void anErrorSaysWhereAndWhat(String text, int position, String found, String expected) {
    TextSyntaxException error = fails(text, QueryLimits.DEFAULT);
    assertThat(error.position()).isEqualTo(position);
    assertThat(error.found()).isEqualTo(found);
    assertThat(error.expected()).isEqualTo(expected);
    assertThat(error)
        .hasMessage(
            "query is wrong at " + position + ": found " + found + ", expected " + expected);
  }

  @Test
  void tooManyClausesAndLevelsAreErrorsWithAPlace() {
    QueryLimits limits = new QueryLimits(4, 3, 1, 1);
    assertThat(fails("a OR b OR c OR d OR e", limits).expected()).isEqualTo("at most 4 clauses");
    assertThat(fails("((((a))))", limits).expected()).isEqualTo("at most 3 levels");
    assertThat(fails("NOT NOT NOT NOT a", limits).expected()).isEqualTo("at most 3 levels");
    assertThat(fails("(".repeat(100_000), QueryLimits.DEFAULT).position()).isEqualTo(64);
    assertThat(fails("x".repeat(3_000), QueryLimits.DEFAULT).expected())
        .isEqualTo("at most 2048 signs");
  }

  private static TextQuery parse(String text) {
    return StrictQueryParser.parse(text);
  }

  private static TextSyntaxException fails(String text, QueryLimits limits) {
    TextSyntaxException error =
        catchThrowableOfType(
            TextSyntaxException.class, () -> StrictQueryParser.parse(text, limits));
    assertThat(error).as(text).isNotNull();
    return error;
  }
}
