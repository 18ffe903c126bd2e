package dev.thermograph.index.text.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.query.QueryLimits;
import dev.thermograph.index.text.query.QueryPrinter;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever people type is understood somehow, within the limits of a query. */
class UserQueryFuzzProperties {
  private static final UserQueryOptions OPTIONS =
      UserQueryOptions.DEFAULT.withFields(name -> name.length() == 1);
  private static final int RANDOM_TEXTS = Integer.getInteger("thermograph.text.fuzz", 100_000);

  private static final String[] PARTS = {
    "\"",
    "+",
    "-",
    "*",
    "OR",
    " ",
    ":",
    "a:",
    "a",
    "bc",
    "\\",
    "(",
    ")",
    "~",
    "^",
    "\t",
    "\u3000",
    "\u0000",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "\u202E",
    "\u0301",
    "\uFEFF",
    "\u00A0",
    "漢字",
    "AND"
  };

  @Property(tries = 3_000)
  void anyUnicodeIsUnderstood(@ForAll @StringLength(max = 200) String text) {
    understood(text);
  }

  @Property(tries = 3_000)
  void anyMixtureOfSignsIsUnderstood(@ForAll("mixtures") String text) {
    understood(text);
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(PARTS).list().ofMaxSize(30).map(parts -> String.join("", parts));
  }

  /** The same without a generator's cost: many texts in little time. */
  @Test
  void manyRandomTextsAreUnderstood() {
    long seed = Long.getLong("thermograph.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int count = 0; count < RANDOM_TEXTS; count++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        if (random.nextInt(4) == 0) {
          text.append((char) random.nextInt(0x1_0000));
        } else {
          text.append(PARTS[random.nextInt(PARTS.length)]);
        }
      }
      try {
        understood(text.toString());
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed=" + seed + " text number " + count, failure);
      }
    }
  }

  private static void understood(String text) {
    UserQuery query = UserQueryParser.parse(text, OPTIONS);
    QueryLimits.DEFAULT.check(query.query());
    String printed = QueryPrinter.print(query.query());
    assertThat(StrictQueryParser.parse(printed)).isEqualTo(query.query());
  }
}
