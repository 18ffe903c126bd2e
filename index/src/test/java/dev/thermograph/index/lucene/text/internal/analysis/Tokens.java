package dev.thermograph.index.lucene.text.internal.analysis;

import dev.thermograph.index.text.TextAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** What an analysis makes of a text. */
final class Tokens {

  private Tokens() {}

  static List<String> of(TextAnalysis analysis, String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = Analyzers.of(analysis).tokenStream("field", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return terms;
  }

  /** The parts of the text that the tokens were made of. */
  static List<String> sources(TextAnalysis analysis, String text) {
    List<String> sources = new ArrayList<>();
    try (TokenStream tokens = Analyzers.of(analysis).tokenStream("field", text)) {
      OffsetAttribute offsets = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        sources.add(text.substring(offsets.startOffset(), offsets.endOffset()));
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return sources;
  }
}
