package dev.thermograph.index.lucene.text.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextLanguage;
import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Accents make no difference once they are folded, whatever the language. */
class FoldingProperties {

  @Example
  void theOffsetsOfFoldedWordsLeadToTheOriginalText() {
    TextAnalysis french = TextAnalysis.of(TextLanguage.FRENCH).foldingAccents();
    String text = "Un cœur, un cafe\u0301 et l'été æ end";
    assertThat(Tokens.of(french, text)).isEqualTo(List.of("coeu", "cafe", "ete", "ae", "end"));
    assertThat(Tokens.sources(french, text))
        .isEqualTo(List.of("cœur", "cafe\u0301", "l'été", "æ", "end"));
  }

  @Example
  void withoutFoldingAccentsCount() {
    TextAnalysis standard = TextAnalysis.of(TextLanguage.STANDARD);
    assertThat(Tokens.of(standard, "Café")).isEqualTo(List.of("café"));
    assertThat(Tokens.of(standard.foldingAccents(), "Café")).isEqualTo(List.of("cafe"));
  }

  @Example
  void marksOfOtherScriptsStay() {
    TextAnalysis hindi = TextAnalysis.of(TextLanguage.HINDI);
    String text = "हिन्दी किताबें";
    assertThat(Tokens.of(hindi.foldingAccents(), text)).isEqualTo(Tokens.of(hindi, text));
  }

  @Property(tries = 3_000)
  void composedDecomposedAndPlainTextGiveTheSameWords(
      @ForAll TextLanguage language,
      @ForAll @StringLength(max = 24) @CharRange(from = ' ', to = '\u017F') String text) {
    TextAnalysis folding = TextAnalysis.of(language).foldingAccents();
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertThat(Tokens.of(folding, decomposed)).isEqualTo(Tokens.of(folding, composed));
  }
}
