package dev.thermograph.index.lucene.text.internal.score;

import dev.thermograph.index.text.Bm25;

/** What BM25 multiplies the count of a word with, by the length of the text. Immutable. */
final class LengthTable {
  private static final int LENGTHS = 1_024;

  private final Bm25 bm25;
  private final float averageLength;
  private final float[] factors = new float[LENGTHS];

  LengthTable(Bm25 bm25, float averageLength) {
    this.bm25 = bm25;
    this.averageLength = averageLength;
    for (int length = 0; length < LENGTHS; length++) {
      factors[length] = compute(length);
    }
  }

  float averageLength() {
    return averageLength;
  }

  /** Falls, or stays, when the length rises: Lucene skips by that. */
  float factor(long length) {
    return length < LENGTHS ? factors[(int) length] : compute(length);
  }

  private float compute(long length) {
    return 1f / (bm25.k1() * ((1 - bm25.b()) + bm25.b() * length / averageLength));
  }
}
