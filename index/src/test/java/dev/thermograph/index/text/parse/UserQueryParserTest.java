package dev.thermograph.index.text.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.query.QueryPrinter;
import dev.thermograph.index.text.query.TextQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserQueryParserTest {
  private static final UserQueryOptions OPTIONS =
      UserQueryOptions.DEFAULT.withFields(name -> name.equals("title")).exactly();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "graph engine;graph OR engine",
        "\"graph engine\" jvm;\"graph engine\" OR jvm",
        "graph -sql;graph AND (NOT sql)",
        "graph -sql -\"no sql\";graph AND (NOT (sql OR \"no sql\"))",
        "+graph engine;graph PREFER engine",
        "+graph +engine jvm;(graph AND engine) PREFER jvm",
        "+graph OR engine jvm;(graph OR engine) PREFER jvm",
        "eng*;eng*",
        "e* -;e\\* OR -",
        "title:graph;title:graph",
        "-title:\"two words\" x;x AND (NOT (title:\"two words\"))",
        "author:graph;author OR graph OR \"author:graph\"",
        "title: graph;title\\: OR graph",
        "AND NOT (x);\\AND OR \\NOT OR \\(x\\)",
        "OR a OR;a",
        "a\"b c\"d;a OR \"b c\" OR d",
        "a \"b c;a OR b OR c",
        "wi-fi 3.5 c++;(wi OR fi OR \"wi-fi\") OR 3.5 OR c++",
        "+wi-fi -a/b don't;(wi-fi PREFER don't) AND (NOT a/b)",
        "-+a b;b AND (NOT +a)",
      })
  void isUnderstoodLike(String text, String query) {
    assertThat(QueryPrinter.print(UserQueryParser.parse(text, OPTIONS).query())).isEqualTo(query);
  }

  @Test
  void allWordsMayBeAskedFor() {
    UserQuery query = UserQueryParser.parse("a b OR c -d", OPTIONS.requiringAllWords());
    assertThat(QueryPrinter.print(query.query())).isEqualTo("a AND (b OR c) AND (NOT d)");
  }

  @Test
  void wordsMayBeMisspelledUnlessThatIsOff() {
    assertThat(UserQueryParser.parse("word").query()).isEqualTo(TextQuery.tolerant("word"));
    assertThat(UserQueryParser.parse("word", OPTIONS).query()).isEqualTo(TextQuery.term("word"));
  }

  @Test
  void whatMatchesNothingSaysWhy() {
    UserQuery exclusions = UserQueryParser.parse("-graph -\"a b\"");
    assertThat(exclusions.query()).isEqualTo(TextQuery.nothing());
    assertThat(exclusions.notes()).containsExactly(UserQuery.Note.ONLY_EXCLUSIONS);
    assertThat(UserQueryParser.parse(" \t ").notes()).containsExactly(UserQuery.Note.EMPTY);
    assertThat(UserQueryParser.parse("").query()).isEqualTo(TextQuery.nothing());
  }

  @Test
  void whatWasPassedOverIsSaid() {
    assertThat(UserQueryParser.parse("say \"hi").notes())
        .containsExactly(UserQuery.Note.QUOTE_WITHOUT_END);
    assertThat(UserQueryParser.parse("w ".repeat(129)).notes()).containsExactly(UserQuery.Note.CUT);
    assertThat(UserQueryParser.parse("w ".repeat(128)).notes()).isEmpty();
    assertThat(UserQueryParser.parse("\"" + "w ".repeat(9_000) + "\"").notes())
        .containsExactly(UserQuery.Note.CUT);
  }
}
