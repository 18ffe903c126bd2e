package dev.thermograph.index.text.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.query.QueryPrinter;
import dev.thermograph.index.text.query.RandomQueries;
import dev.thermograph.index.text.query.TextQuery;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is printed is read again as it was. */
class QueryRoundTripProperties {

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void everyQueryIsReadAsItWasPrinted(@ForAll("queries") TextQuery query) {
    String printed = QueryPrinter.print(query);
    assertThat(StrictQueryParser.parse(printed)).as(printed).isEqualTo(query);
  }

  @Property(tries = 20_000)
  void whatIsReadIsPrintedAndReadAgain(@ForAll("texts") String text) {
    TextQuery query;
    try {
      query = StrictQueryParser.parse(text);
    } catch (TextSyntaxException wrong) {
      Statistics.label("accepted").collect(false);
      assertThat(wrong.position()).isBetween(0, text.codePointCount(0, text.length()));
      return;
    }
    Statistics.label("accepted").collect(true);
    assertThat(StrictQueryParser.parse(QueryPrinter.print(query))).as(text).isEqualTo(query);
  }

  @Provide
  Arbitrary<TextQuery> queries() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
                Arbitraries.of("AND", "OR", "NOT", "PREFER", "a:b", "\\", "\"", "wi-fi", "*?"),
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(8),
                Arbitraries.strings().withChars("ab ()\":^~*?\\/1.").ofMinLength(1).ofMaxLength(8))
            .filter(text -> !text.isBlank());
    return RandomQueries.over(RandomQueries.words(texts), texts);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "b1",
            " ",
            " AND ",
            " OR ",
            "NOT ",
            " PREFER ",
            "(",
            ")",
            "\"",
            "~",
            "~2",
            "~1/0",
            "^",
            "^2.5",
            "*",
            "?",
            "\\",
            "f:",
            "\uD83D\uDE00",
            "\u3000",
            ":",
            "a b")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }
}
