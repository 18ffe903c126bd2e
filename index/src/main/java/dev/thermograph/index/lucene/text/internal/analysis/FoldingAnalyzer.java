package dev.thermograph.index.lucene.text.internal.analysis;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;

/**
 * Takes the accents away before the language's own analysis sees the text. Folding afterwards would
 * leave it to each stemmer whether "cafe" and "café" meet.
 */
final class FoldingAnalyzer extends AnalyzerWrapper {
  private final Analyzer plain;

  FoldingAnalyzer(Analyzer plain) {
    super(PER_FIELD_REUSE_STRATEGY);
    this.plain = plain;
  }

  @Override
  protected Analyzer getWrappedAnalyzer(String field) {
    return plain;
  }

  @Override
  protected Reader wrapReader(String field, Reader text) {
    return new FoldingFilter(text);
  }

  @Override
  protected Reader wrapReaderForNormalization(String field, Reader text) {
    return new FoldingFilter(text);
  }
}
