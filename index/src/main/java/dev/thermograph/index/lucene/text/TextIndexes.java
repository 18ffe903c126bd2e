package dev.thermograph.index.lucene.text;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.error.IndexFailedException;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextSchema;
import java.io.IOException;

/** Opens text indexes. Stateless. */
public final class TextIndexes {
  private TextIndexes() {}

  /**
   * Opens the index in these files, FILLING. Segments that are whole and say that they belong to
   * this owner and this schema are used where they agree with what is filled in; all others are
   * deleted. Reads every byte once to know.
   *
   * @param owner whose index it is, for example a tenant's name and number
   */
  public static TextIndex open(
      IndexFiles files, TextSchema schema, String owner, IndexWorkers workers) {
    return open(files, schema, owner, workers, true);
  }

  /** Without syncs for tests that commit very often. */
  static TextIndex open(
      IndexFiles files, TextSchema schema, String owner, IndexWorkers workers, boolean syncs) {
    try {
      return new LuceneTextIndex(files, schema, owner, workers, syncs);
    } catch (IOException e) {
      throw new IndexFailedException(LuceneTextIndex.NAME, "opening", e);
    }
  }
}
