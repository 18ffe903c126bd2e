package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorStorage;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's HNSW formats with up to 4,096 dimensions, one for each {@link VectorStorage}; which one
 * it was stands in the segment's attributes. Immutable.
 */
public final class ThermographVectorsFormat extends KnnVectorsFormat {
  /** Known to Lucene's service loader under this name. */
  static final String NAME = "ThermographVectors1";

  private static final String STORAGE_ATTRIBUTE = "thermograph.storage";

  private final VectorIndexOptions options;
  private final int graphThreshold;

  /** For Lucene's service loader, which only reads. */
  public ThermographVectorsFormat() {
    this(VectorIndexOptions.of("any", 2, VectorMetric.EUCLIDEAN), 0);
  }

  ThermographVectorsFormat(VectorIndexOptions options, int graphThreshold) {
    super(NAME);
    this.options = options;
    this.graphThreshold = graphThreshold;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    state.segmentInfo.putAttribute(STORAGE_ATTRIBUTE, options.storage().name());
    return format(options.storage()).fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    String storage = state.segmentInfo.getAttribute(STORAGE_ATTRIBUTE);
    for (VectorStorage known : VectorStorage.values()) {
      if (known.name().equals(storage)) {
        return format(known).fieldsReader(state);
      }
    }
    throw new CorruptIndexException("unknown storage", String.valueOf(storage));
  }

  private KnnVectorsFormat format(VectorStorage storage) {
    return switch (storage) {
      case FLOAT32 ->
          new Lucene99HnswVectorsFormat(
              options.m(), options.efConstruction(), 1, null, graphThreshold);
      case INT8 -> quantized(ScalarEncoding.UNSIGNED_BYTE);
      case INT4 -> quantized(ScalarEncoding.PACKED_NIBBLE);
      case BIT -> quantized(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
    };
  }

  private KnnVectorsFormat quantized(ScalarEncoding encoding) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        encoding, options.m(), options.efConstruction(), 1, null, graphThreshold);
  }

  @Override
  public int getMaxDimensions(String field) {
    return VectorIndexOptions.DIMENSIONS_MAX;
  }
}
