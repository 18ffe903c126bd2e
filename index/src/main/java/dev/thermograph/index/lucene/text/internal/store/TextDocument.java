package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.lucene.internal.segment.EntryColumns;
import dev.thermograph.index.lucene.text.internal.analysis.Analyzers;
import dev.thermograph.index.lucene.text.internal.compile.FieldScope;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextValue;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexOptions;

/**
 * What a segment holds of an entry: whose it is, from when on, a hash, and the words of its texts,
 * each in its field and in the field of all of them. The texts themselves are not kept.
 */
final class TextDocument {
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setTokenized(true);
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.freeze();
  }

  private final TextSchema schema;
  private final OpenFields openFields;
  private final boolean hasAll;

  TextDocument(TextSchema schema, OpenFields openFields) {
    this.schema = schema;
    this.openFields = openFields;
    this.hasAll = FieldScope.hasAll(schema);
  }

  Document of(int entity, long from, List<TextValue> texts) {
    Document document = new Document();
    document.add(new NumericDocValuesField(EntryColumns.ENTITY, entity));
    document.add(new NumericDocValuesField(EntryColumns.FROM, from));
    document.add(new NumericDocValuesField(EntryColumns.HASH, TextHash.of(texts)));
    for (TextValue text : texts) {
      Analyzer analyzer = Analyzers.of(schema.analysisOf(text));
      if (openFields.admit(text.field())) {
        document.add(new Words(FieldScope.nameOf(text.field()), text.text(), analyzer));
      }
      if (hasAll) {
        document.add(new Words(FieldScope.nameOfAll(), text.text(), analyzer));
      }
    }
    return document;
  }

  /** A text with its own analyzer, whatever the writer's says. */
  private static final class Words extends Field {
    private final Analyzer analyzer;

    Words(String name, String text, Analyzer analyzer) {
      super(name, text, WORDS);
      this.analyzer = analyzer;
    }

    @Override
    public TokenStream tokenStream(Analyzer ofTheWriter, TokenStream reuse) {
      return analyzer.tokenStream(name(), stringValue());
    }
  }

  /** The writer's analyzer: knows only how far the texts of one field lie from each other. */
  static final class GapsOnly extends Analyzer {
    /** More than any slop, so that phrases end with a text. */
    private static final int GAP = 2_000;

    @Override
    protected TokenStreamComponents createComponents(String field) {
      throw new IllegalStateException("each text brings its analyzer: field=" + field);
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return GAP;
    }
  }
}
