package dev.thermograph.index.text;

/**
 * How the words of a text are found and brought to their stems.
 *
 * <p>Each language is a chain of Lucene: split at Unicode's word boundaries (UAX #29), lower case,
 * stop words, stemmer. Two know no stems: {@link #STANDARD} and {@link #CJK}.
 */
public enum TextLanguage {
  /** Words as they stand, in lower case: names, codes, texts of unknown language. */
  STANDARD,
  /** Chinese, Japanese and Korean as overlapping pairs of signs; other scripts as words. */
  CJK,
  /** العربية. */
  ARABIC,
  /** Հայերեն. */
  ARMENIAN,
  /** Euskara. */
  BASQUE,
  /** বাংলা. */
  BENGALI,
  /** Português do Brasil. */
  BRAZILIAN,
  /** Български. */
  BULGARIAN,
  /** Català. */
  CATALAN,
  /** Čeština. */
  CZECH,
  /** Dansk. */
  DANISH,
  /** Nederlands. */
  DUTCH,
  /** English. */
  ENGLISH,
  /** Eesti. */
  ESTONIAN,
  /** Suomi. */
  FINNISH,
  /** Français. */
  FRENCH,
  /** Galego. */
  GALICIAN,
  /** Deutsch. */
  GERMAN,
  /** Ελληνικά. */
  GREEK,
  /** हिन्दी. */
  HINDI,
  /** Magyar. */
  HUNGARIAN,
  /** Bahasa Indonesia. */
  INDONESIAN,
  /** Gaeilge. */
  IRISH,
  /** Italiano. */
  ITALIAN,
  /** Latviešu. */
  LATVIAN,
  /** Lietuvių. */
  LITHUANIAN,
  /** नेपाली. */
  NEPALI,
  /** Norsk. */
  NORWEGIAN,
  /** فارسی. */
  PERSIAN,
  /** Português. */
  PORTUGUESE,
  /** Română. */
  ROMANIAN,
  /** Русский. */
  RUSSIAN,
  /** Српски and srpski; both scripts meet in one. */
  SERBIAN,
  /** سۆرانی. */
  SORANI,
  /** Español. */
  SPANISH,
  /** Svenska. */
  SWEDISH,
  /** தமிழ். */
  TAMIL,
  /** తెలుగు. */
  TELUGU,
  /** Türkçe. */
  TURKISH
}
