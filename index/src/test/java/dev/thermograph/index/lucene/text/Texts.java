package dev.thermograph.index.lucene.text;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.parse.StrictQueryParser;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An index in memory, one commit after the other, for examples. */
final class Texts implements AutoCloseable {
  private final TextIndex index;
  private long sequence;

  Texts(TextSchema schema) {
    index = TextIndexes.open(new IndexFiles.InMemory(), schema, "test", IndexWorkers.inline());
    index.filled();
  }

  TextIndex index() {
    return index;
  }

  long sequence() {
    return sequence;
  }

  long put(int entity, TextValue... texts) {
    index.put(entity, ++sequence, List.of(texts));
    return sequence;
  }

  long put(int entity, String field, String text) {
    return put(entity, TextValue.of(field, text));
  }

  long remove(int entity) {
    index.remove(entity, ++sequence);
    return sequence;
  }

  /** The entities that a strict query finds now, best first. */
  List<Integer> find(String query) {
    return find(query, sequence, null);
  }

  List<Integer> find(String query, long view, @Nullable EntityFilter filter) {
    return entities(search(query, 100, view, filter));
  }

  TextHits search(String query, int k, long view, @Nullable EntityFilter filter) {
    return index.search(StrictQueryParser.parse(query), k, view, TextSearchOptions.DEFAULT, filter);
  }

  static List<Integer> entities(TextHits hits) {
    return IntStream.range(0, hits.size()).map(hits::entity).boxed().toList();
  }

  @Override
  public void close() {
    index.close();
  }
}
