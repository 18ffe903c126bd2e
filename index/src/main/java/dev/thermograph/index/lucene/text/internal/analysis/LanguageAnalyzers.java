package dev.thermograph.index.lucene.text.internal.analysis;

import dev.thermograph.index.text.TextLanguage;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Which analyzer of Lucene stands for which language, with and without its list of stop words. */
final class LanguageAnalyzers {

  private LanguageAnalyzers() {}

  static Analyzer withoutStopWords(TextLanguage language) {
    CharArraySet none = CharArraySet.EMPTY_SET;
    return switch (language) {
      case STANDARD -> new StandardAnalyzer(none);
      case ARABIC -> new ArabicAnalyzer(none);
      case ARMENIAN -> new ArmenianAnalyzer(none);
      case BASQUE -> new BasqueAnalyzer(none);
      case BENGALI -> new BengaliAnalyzer(none);
      case BRAZILIAN -> new BrazilianAnalyzer(none);
      case BULGARIAN -> new BulgarianAnalyzer(none);
      case CATALAN -> new CatalanAnalyzer(none);
      case CZECH -> new CzechAnalyzer(none);
      case DANISH -> new DanishAnalyzer(none);
      case DUTCH -> new DutchAnalyzer(none);
      case ENGLISH -> new EnglishAnalyzer(none);
      case ESTONIAN -> new EstonianAnalyzer(none);
      case FINNISH -> new FinnishAnalyzer(none);
      case FRENCH -> new FrenchAnalyzer(none);
      case GALICIAN -> new GalicianAnalyzer(none);
      case GERMAN -> new GermanAnalyzer(none);
      case GREEK -> new GreekAnalyzer(none);
      case HINDI -> new HindiAnalyzer(none);
      case HUNGARIAN -> new HungarianAnalyzer(none);
      case INDONESIAN -> new IndonesianAnalyzer(none);
      case IRISH -> new IrishAnalyzer(none);
      case ITALIAN -> new ItalianAnalyzer(none);
      case LATVIAN -> new LatvianAnalyzer(none);
      case LITHUANIAN -> new LithuanianAnalyzer(none);
      case NEPALI -> new NepaliAnalyzer(none);
      case NORWEGIAN -> new NorwegianAnalyzer(none);
      case PERSIAN -> new PersianAnalyzer(none);
      case PORTUGUESE -> new PortugueseAnalyzer(none);
      case ROMANIAN -> new RomanianAnalyzer(none);
      case RUSSIAN -> new RussianAnalyzer(none);
      case SERBIAN -> new SerbianAnalyzer(none);
      case SORANI -> new SoraniAnalyzer(none);
      case SPANISH -> new SpanishAnalyzer(none);
      case SWEDISH -> new SwedishAnalyzer(none);
      case TAMIL -> new TamilAnalyzer(none);
      case TELUGU -> new TeluguAnalyzer(none);
      case TURKISH -> new TurkishAnalyzer(none);
      case CJK -> new CJKAnalyzer(none);
    };
  }

  static Analyzer withStopWords(TextLanguage language) {
    return switch (language) {
      case STANDARD -> new StandardAnalyzer();
      case ARABIC -> new ArabicAnalyzer();
      case ARMENIAN -> new ArmenianAnalyzer();
      case BASQUE -> new BasqueAnalyzer();
      case BENGALI -> new BengaliAnalyzer();
      case BRAZILIAN -> new BrazilianAnalyzer();
      case BULGARIAN -> new BulgarianAnalyzer();
      case CATALAN -> new CatalanAnalyzer();
      case CZECH -> new CzechAnalyzer();
      case DANISH -> new DanishAnalyzer();
      case DUTCH -> new DutchAnalyzer();
      case ENGLISH -> new EnglishAnalyzer();
      case ESTONIAN -> new EstonianAnalyzer();
      case FINNISH -> new FinnishAnalyzer();
      case FRENCH -> new FrenchAnalyzer();
      case GALICIAN -> new GalicianAnalyzer();
      case GERMAN -> new GermanAnalyzer();
      case GREEK -> new GreekAnalyzer();
      case HINDI -> new HindiAnalyzer();
      case HUNGARIAN -> new HungarianAnalyzer();
      case INDONESIAN -> new IndonesianAnalyzer();
      case IRISH -> new IrishAnalyzer();
      case ITALIAN -> new ItalianAnalyzer();
      case LATVIAN -> new LatvianAnalyzer();
      case LITHUANIAN -> new LithuanianAnalyzer();
      case NEPALI -> new NepaliAnalyzer();
      case NORWEGIAN -> new NorwegianAnalyzer();
      case PERSIAN -> new PersianAnalyzer();
      case PORTUGUESE -> new PortugueseAnalyzer();
      case ROMANIAN -> new RomanianAnalyzer();
      case RUSSIAN -> new RussianAnalyzer();
      case SERBIAN -> new SerbianAnalyzer();
      case SORANI -> new SoraniAnalyzer();
      case SPANISH -> new SpanishAnalyzer();
      case SWEDISH -> new SwedishAnalyzer();
      case TAMIL -> new TamilAnalyzer();
      case TELUGU -> new TeluguAnalyzer();
      case TURKISH -> new TurkishAnalyzer();
      case CJK -> new CJKAnalyzer();
    };
  }
}
