package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;

/**
 * What a segment holds of an entry: all that never changes. One instance is used again for each
 * entry that is written. Single-threaded.
 */
final class EntryDocument {
  /** The name in Lucene's files; the field's own name is data and stands in the commit. */
  static final String VECTOR = EntryColumns.VECTOR;

  private final NumericDocValuesField entity = new NumericDocValuesField(EntryColumns.ENTITY, 0);
  private final NumericDocValuesField from = new NumericDocValuesField(EntryColumns.FROM, 0);
  private final NumericDocValuesField hash = new NumericDocValuesField(EntryColumns.HASH, 0);
  private final KnnFloatVectorField vector;
  private final Document document = new Document();

  EntryDocument(VectorIndexOptions options) {
    // A first value only gives the field its dimensions.
    vector =
        new KnnFloatVectorField(
            VECTOR, new float[options.dimensions()], Vectors.similarity(options.metric()));
    document.add(entity);
    document.add(from);
    document.add(hash);
    document.add(vector);
  }

  Document of(int entityNumber, long sequence, long contentHash, float[] kept) {
    entity.setLongValue(entityNumber);
    from.setLongValue(sequence);
    hash.setLongValue(contentHash);
    vector.setVectorValue(kept);
    return document;
  }
}
