package dev.thermograph.index.lucene;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/**
 * Lucene's own formats but for the vectors, whose format stands here directly: there is one field,
 * and under a format per field Lucene 10.4 and 10.5 build each graph anew in a merge (apache/lucene
 * issue 16400). Immutable.
 */
public final class ThermographCodec extends FilterCodec {
  /** Stands in each segment; another layout needs another name. */
  static final String NAME = "Thermograph1";

  private final ThermographVectorsFormat vectors;

  /** For Lucene's service loader: reads whatever was written. */
  public ThermographCodec() {
    this(new ThermographVectorsFormat());
  }

  ThermographCodec(ThermographVectorsFormat vectors) {
    super(NAME, new Lucene104Codec());
    this.vectors = vectors;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }
}
