package dev.thermograph.index.lucene;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.error.IndexFailedException;
import java.io.IOException;

/** Opens vector indexes. Stateless. */
public final class VectorIndexes {
  private VectorIndexes() {}

  /**
   * Opens the index in these files, FILLING. Segments that are whole and say that they belong to
   * this owner and these options are used where they agree with what is filled in; all others are
   * deleted. Reads every byte once to know.
   *
   * @param owner whose index it is, for example a tenant's name and number
   */
  public static VectorIndex open(
      IndexFiles files, VectorIndexOptions options, String owner, IndexWorkers workers) {
    return open(files, options, owner, workers, IndexTuning.MEASURED);
  }

  static VectorIndex open(
      IndexFiles files,
      VectorIndexOptions options,
      String owner,
      IndexWorkers workers,
      IndexTuning tuning) {
    try {
      return new RebuildableIndex(files, options, owner, workers, tuning);
    } catch (IOException e) {
      throw new IndexFailedException(options.field(), "opening", e);
    }
  }
}
