package dev.thermograph.engine.search;

import dev.thermograph.index.SearchCost;
import java.util.Iterator;
import java.util.List;

/**
 * What was found. <em>Immutable.</em>
 *
 * @param hits best first; those that are as good as each other by their ids
 * @param cost what it took
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public record SearchResult<T>(List<Hit<T>> hits, SearchCost cost) implements Iterable<Hit<T>> {
  /** Keeps a copy. */
  public SearchResult {
    hits = List.copyOf(hits);
  }

  @Override
  public Iterator<Hit<T>> iterator() {
    return hits.iterator();
  }
}
