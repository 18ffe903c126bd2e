package dev.thermograph.index.lucene.text.internal.compile;

import dev.thermograph.index.text.Bm25;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextSchema;
import java.util.List;

/**
 * A field of Lucene that words are looked up in, and the analyses that its words may have gone
 * through. Declared and open fields are behind a prefix; beside them all texts together are one
 * more field, unless there is only one anyway.
 */
public record FieldScope(String field, List<TextAnalysis> analyses) {
  private static final String ALL = "all";
  private static final String PREFIX = "text.";

  /** Whether all texts together are a field of their own. */
  public static boolean hasAll(TextSchema schema) {
    return schema.fields().size() != 1 || schema.open() != null;
  }

  /** Where to look when no field is named. */
  public static FieldScope all(TextSchema schema) {
    return hasAll(schema)
        ? new FieldScope(ALL, schema.analyses())
        : of(schema, schema.fields().getFirst().name());
  }

  /** Where to look for what is asked of one field; refuses one that cannot be. */
  public static FieldScope of(TextSchema schema, String name) {
    return new FieldScope(nameOf(name), schema.require(name).analyses());
  }

  /** The name in Lucene of a field. */
  public static String nameOf(String name) {
    return PREFIX + name;
  }

  /** The name in Lucene of all texts together. */
  public static String nameOfAll() {
    return ALL;
  }

  /** How a field of Lucene is scored. */
  public static Bm25 bm25(TextSchema schema, String luceneField) {
    return luceneField.equals(ALL)
        ? schema.bm25()
        : schema
            .find(luceneField.substring(PREFIX.length()))
            .map(TextField::bm25)
            .orElse(Bm25.DEFAULT);
  }
}
