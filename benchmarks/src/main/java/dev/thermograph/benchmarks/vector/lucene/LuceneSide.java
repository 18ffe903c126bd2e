package dev.thermograph.benchmarks.vector.lucene;

import dev.thermograph.benchmarks.vector.VectorData;
import dev.thermograph.benchmarks.vector.VectorSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene as its users have it: a query for {@code ef} nearest, of which the first {@code k} are
 * taken, and the numbers from doc values. One segment, the searcher stays open.
 */
public final class LuceneSide implements VectorSide {
  private static final String VECTOR = "vector";
  private static final String NUMBER = "number";
  private static final int M = 16;
  private static final int EF_CONSTRUCTION = 64;

  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** Opens or loads it. */
  public LuceneSide(VectorData data, Path path) {
    try {
      directory = new MMapDirectory(path);
      if (!DirectoryReader.indexExists(directory)) {
        load(data);
      }
      reader = DirectoryReader.open(directory);
      searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(VectorData data) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return new Lucene99HnswVectorsFormat(M, EF_CONSTRUCTION);
                  }
                });
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int number = 0; number < data.count(); number++) {
        Document document = new Document();
        document.add(new NumericDocValuesField(NUMBER, number));
        document.add(
            new KnnFloatVectorField(
                VECTOR, data.vector(number), VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  @Override
  public int[] search(float[] query, int k, int ef) {
    try {
      ScoreDoc[] hits = searcher.search(new KnnFloatVectorQuery(VECTOR, query, ef), k).scoreDocs;
      int[] docs = Arrays.stream(hits).mapToInt(hit -> hit.doc).sorted().toArray();
      NumericDocValues numbers = reader.leaves().getFirst().reader().getNumericDocValues(NUMBER);
      for (int i = 0; i < docs.length; i++) {
        numbers.advanceExact(docs[i]);
        docs[i] = (int) numbers.longValue();
      }
      return docs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
