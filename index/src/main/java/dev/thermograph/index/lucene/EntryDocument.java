package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorIndexOptions;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * What a segment holds of an entry: all that never changes. One instance is used again for each
 * entry that is written. Single-threaded.
 */
final class EntryDocument {
  static final String ENTITY = "entity";
  static final String FROM = "from";
  static final String HASH = "hash";

  /** The name in Lucene's files; the field's own name is data and stands in the commit. */
  static final String VECTOR = "vector";

  private final NumericDocValuesField entity = new NumericDocValuesField(ENTITY, 0);
  private final NumericDocValuesField from = new NumericDocValuesField(FROM, 0);
  private final NumericDocValuesField hash = new NumericDocValuesField(HASH, 0);
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

  /** How documents lie in each segment. */
  static Sort order() {
    return new Sort(
        new SortField(ENTITY, SortField.Type.LONG), new SortField(FROM, SortField.Type.LONG));
  }

  Document of(int entityNumber, long sequence, long contentHash, float[] kept) {
    entity.setLongValue(entityNumber);
    from.setLongValue(sequence);
    hash.setLongValue(contentHash);
    vector.setVectorValue(kept);
    return document;
  }
}
