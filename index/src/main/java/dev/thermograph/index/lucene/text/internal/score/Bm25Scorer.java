package dev.thermograph.index.lucene.text.internal.score;

import org.apache.lucene.search.similarities.Similarity.BulkSimScorer;
import org.apache.lucene.search.similarities.Similarity.SimScorer;

/**
 * Scores one word, or the words of one phrase. Hot: called for each posting.
 *
 * <p>Written as {@code w - w / (1 + f * x)} and not as {@code w * f / (f + 1/x)} because that never
 * falls when the count rises, rounding included; Lucene skips by that.
 */
final class Bm25Scorer extends SimScorer {
  private final float weight;
  private final LengthTable lengths;

  Bm25Scorer(float weight, LengthTable lengths) {
    this.weight = weight;
    this.lengths = lengths;
  }

  @Override
  public float score(float count, long length) {
    return weight - weight / (1f + count * lengths.factor(length));
  }

  @Override
  public BulkSimScorer asBulkSimScorer() {
    return new Bulk();
  }

  private final class Bulk implements BulkSimScorer {
    private float[] factors = new float[0];

    @Override
    public void score(int size, float[] counts, long[] lengthsOfTexts, float[] scores) {
      if (factors.length < size) {
        factors = new float[size];
      }
      for (int i = 0; i < size; i++) {
        factors[i] = lengths.factor(lengthsOfTexts[i]);
      }
      // Without a look-up, so that the compiler can use vector instructions.
      for (int i = 0; i < size; i++) {
        scores[i] = weight - weight / (1f + counts[i] * factors[i]);
      }
    }
  }
}
