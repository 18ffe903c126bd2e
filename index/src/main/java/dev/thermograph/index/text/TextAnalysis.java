package dev.thermograph.index.text;

/**
 * How a text becomes the words that an index holds and a query asks for. Immutable.
 *
 * @param language where words end and how they are stemmed
 * @param stopWords whether the language's stop words ("the", "of") are left out; a phrase still
 *     knows that there was a word. Languages without a list of them have none.
 * @param foldAccents whether letters lose their accents before anything else looks at them, so that
 *     "cafe" finds "café" and the other way round. Stemmers that look at accents stem a little
 *     worse.
 */
public record TextAnalysis(TextLanguage language, boolean stopWords, boolean foldAccents) {

  /** The language with its stop words left out and its accents kept. */
  public static TextAnalysis of(TextLanguage language) {
    return new TextAnalysis(language, true, false);
  }

  /** The same, but stop words are words like any other. */
  public TextAnalysis keepingStopWords() {
    return new TextAnalysis(language, false, foldAccents);
  }

  /** The same, but accents make no difference. */
  public TextAnalysis foldingAccents() {
    return new TextAnalysis(language, stopWords, true);
  }
}
