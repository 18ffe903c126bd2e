package dev.thermograph.index.lucene.text.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * One example per language: two forms of a word and the stem in which they meet. A change here
 * after an update of Lucene means that indexes of that language have to be built again.
 */
class LanguageGoldenTest {

  @ParameterizedTest(name = "{0}: {1}, {2} -> {3}")
  @CsvFileSource(resources = "/text/stems.csv", delimiter = ';', numLinesToSkip = 1)
  void formsOfAWordMeetInItsStem(TextLanguage language, String form, String other, String stem) {
    TextAnalysis analysis = TextAnalysis.of(language);
    assertThat(Tokens.of(analysis, form)).containsExactly(stem.split(" "));
    assertThat(Tokens.of(analysis, other)).containsExactly(stem.split(" "));
  }

  @Test
  void everyLanguageHasAnExample() throws Exception {
    Set<TextLanguage> missing = EnumSet.allOf(TextLanguage.class);
    try (var lines = LanguageGoldenTest.class.getResourceAsStream("/text/stems.csv")) {
      assertThat(lines).isNotNull();
      for (String line :
          new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
        missing.remove(TextLanguage.valueOf(line.substring(0, line.indexOf(';'))));
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void stopWordsAreLeftOutOrKept() {
    TextAnalysis english = TextAnalysis.of(TextLanguage.ENGLISH);
    assertThat(Tokens.of(english, "The cats of Rome")).isEqualTo(List.of("cat", "rome"));
    assertThat(Tokens.of(english.keepingStopWords(), "The cats of Rome"))
        .isEqualTo(List.of("the", "cat", "of", "rome"));
  }

  @Test
  void theStandardAnalysisStemsNothingAndLeavesNothingOut() {
    assertThat(Tokens.of(TextAnalysis.of(TextLanguage.STANDARD), "The Cats of Rome, 1st"))
        .isEqualTo(List.of("the", "cats", "of", "rome", "1st"));
  }

  @Test
  void signsOfChineseAreIndexedInPairs() {
    assertThat(Tokens.of(TextAnalysis.of(TextLanguage.CJK), "東京都 graph"))
        .isEqualTo(List.of("東京", "京都", "graph"));
  }
}
