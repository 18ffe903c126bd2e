package dev.thermograph.index.lucene.text.internal.analysis;

import dev.thermograph.index.text.TextAnalysis;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;

/**
 * The one analyzer of each {@link TextAnalysis}. They are shared by all tenants and never closed:
 * an analyzer is a recipe and a few lists of words, and holds no files.
 *
 * <p>Thread-safe: analyzers keep their buffers per thread.
 */
public final class Analyzers {
  private static final Map<TextAnalysis, Analyzer> SHARED = new ConcurrentHashMap<>();

  private Analyzers() {}

  /** The analyzer of an analysis; made on first use, some of them read lists of words then. */
  public static Analyzer of(TextAnalysis analysis) {
    return SHARED.computeIfAbsent(analysis, Analyzers::make);
  }

  private static Analyzer make(TextAnalysis analysis) {
    Analyzer plain =
        analysis.stopWords()
            ? LanguageAnalyzers.withStopWords(analysis.language())
            : LanguageAnalyzers.withoutStopWords(analysis.language());
    return analysis.foldAccents() ? new FoldingAnalyzer(plain) : plain;
  }
}
