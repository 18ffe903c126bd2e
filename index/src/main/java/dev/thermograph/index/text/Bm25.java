package dev.thermograph.index.text;

import dev.thermograph.error.InvalidArgumentException;

/**
 * The two numbers of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009, section 3.4), with the idf that Lucene uses, which is never negative: {@code ln(1
 * + (N - n + 0.5) / (n + 0.5))}. Immutable.
 *
 * @param k1 how fast further occurrences of a word stop counting, 0..100
 * @param b how much long texts are held against the words in them, 0..1
 */
public record Bm25(float k1, float b) {

  /** k1 = 0.9, b = 0.4: what the published baselines of retrieval benchmarks use. */
  public static final Bm25 DEFAULT = new Bm25(0.9f, 0.4f);

  /** Refuses numbers out of range. */
  public Bm25 {
    if (!(k1 >= 0 && k1 <= 100 && b >= 0 && b <= 1)) {
      throw new InvalidArgumentException("k1 must be 0..100 and b 0..1: k1=" + k1 + " b=" + b);
    }
  }
}
