package dev.thermograph.index.lucene.text;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.text.Snippet;
import dev.thermograph.index.text.SnippetOptions;
import dev.thermograph.index.text.TextChain;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextStatistics;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.TextViewValues;
import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** An index with a fault that the comparisons must find. */
final class PlantedIndex implements TextIndex {

  enum Fault {
    /** A view sees the next commit, too. */
    SEES_NEWER,
    /** What was removed stays. */
    FORGETS_REMOVALS,
    /** The filter is asked only about the best. */
    FILTERS_AFTERWARDS,
    /** Scores rest on what is in segments, dead or not. */
    COUNTS_THE_DEAD,
    /** The past is searched as if it were now. */
    IGNORES_THE_VIEW
  }

  private final TextIndex index;
  private final Fault fault;
  private long newest;

  PlantedIndex(TextIndex index, Fault fault) {
    this.index = index;
    this.fault = fault;
  }

  @Override
  public TextSchema schema() {
    return index.schema();
  }

  @Override
  public IndexState state() {
    return index.state();
  }

  @Override
  public void put(int entity, long sequence, List<TextValue> texts) {
    newest = sequence;
    index.put(entity, sequence, texts);
  }

  @Override
  public void remove(int entity, long sequence) {
    newest = sequence;
    if (fault != Fault.FORGETS_REMOVALS) {
      index.remove(entity, sequence);
    }
  }

  @Override
  public void release(long horizon) {
    index.release(horizon);
  }

  @Override
  public void durable(long sequence) {
    index.durable(sequence);
  }

  @Override
  public void fill(int entity, TextChain chain) {
    index.fill(entity, chain);
  }

  @Override
  public void filled() {
    index.filled();
  }

  private long view(long view) {
    return switch (fault) {
      case SEES_NEWER -> view + 1;
      case IGNORES_THE_VIEW -> newest;
      case FORGETS_REMOVALS, FILTERS_AFTERWARDS, COUNTS_THE_DEAD -> view;
    };
  }

  @Override
  public TextHits search(
      TextQuery query, int k, long view, TextSearchOptions options, @Nullable EntityFilter filter) {
    TextSearchOptions chosen =
        fault == Fault.COUNTS_THE_DEAD ? options.with(TextStatistics.AT_HAND) : options;
    if (fault != Fault.FILTERS_AFTERWARDS || filter == null) {
      return index.search(query, k, view(view), chosen, filter);
    }
    return filtered(index.search(query, k, view, chosen, null), filter);
  }

  private static TextHits filtered(TextHits hits, EntityFilter filter) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      if (filter.accepts(hits.entity(i))) {
        kept.add(i);
      }
    }
    int[] entities = kept.stream().mapToInt(hits::entity).toArray();
    long[] froms = kept.stream().mapToLong(hits::from).toArray();
    float[] scores = new float[kept.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = hits.score(kept.get(i));
    }
    return new TextHits(entities, froms, scores, kept.size(), true, hits.cost());
  }

  @Override
  public void forEachMatch(
      TextQuery query,
      long view,
      TextSearchOptions options,
      @Nullable EntityFilter filter,
      IntConsumer entities) {
    index.forEachMatch(query, view(view), options, filter, entities);
  }

  @Override
  public List<Snippet> snippets(
      TextQuery query, long view, TextValue text, SnippetOptions options) {
    return index.snippets(query, view, text, options);
  }

  @Override
  public void commit(long sequence) {
    index.commit(sequence);
  }

  @Override
  public void drain() {
    index.drain();
  }

  @Override
  public void compact() {
    index.compact();
  }

  @Override
  public IndexCheck check(long view, TextViewValues values) {
    return index.check(view(view), values);
  }

  @Override
  public IndexMemory memory() {
    return index.memory();
  }

  @Override
  public void close() {
    index.close();
  }
}
