package dev.thermograph.index.lucene.internal.segment;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** The names in Lucene's files of what each document has. Stateless. */
public final class EntryColumns {
  /** Whose entry it is. */
  public static final String ENTITY = "entity";

  /** From which sequence on a view sees it. */
  public static final String FROM = "from";

  /** A hash of what was given. */
  public static final String HASH = "hash";

  /** The field of the vector, where an entry is one. */
  public static final String VECTOR = "vector";

  private EntryColumns() {}

  /** How documents lie in each segment. */
  public static Sort order() {
    return new Sort(
        new SortField(ENTITY, SortField.Type.LONG), new SortField(FROM, SortField.Type.LONG));
  }
}
