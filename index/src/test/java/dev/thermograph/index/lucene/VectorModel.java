package dev.thermograph.index.lucene;

import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.EntryChain;
import dev.thermograph.index.VectorIndexOptions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All entries of an index in plain collections, searched by comparing with each. */
final class VectorModel {

  /** One entry; {@code to} is {@link EntryChain#OPEN} as long as it holds. */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Entry(int entity, long from, long to, float[] vector) {
    boolean isVisible(long view) {
      return from <= view && view < to;
    }
  }

  /** What a search should say of one entry. */
  record Hit(int entity, long from, float nearness) {}

  private final VectorIndexOptions options;
  private final Map<Integer, List<Entry>> chains = new TreeMap<>();

  VectorModel(VectorIndexOptions options) {
    this.options = options;
  }

  void clear() {
    chains.clear();
  }

  void put(int entity, long sequence, float[] vector) {
    end(entity, sequence);
    chains
        .computeIfAbsent(entity, _ -> new ArrayList<>())
        .add(new Entry(entity, sequence, EntryChain.OPEN, vector.clone()));
  }

  void remove(int entity, long sequence) {
    end(entity, sequence);
  }

  private void end(int entity, long sequence) {
    List<Entry> chain = chains.getOrDefault(entity, List.of());
    if (!chain.isEmpty() && chain.getLast().to == EntryChain.OPEN) {
      Entry last = chain.removeLast();
      if (last.from < sequence) {
        chain.add(new Entry(entity, last.from, sequence, last.vector));
      }
    }
  }

  /** Forgets what no view at or above the horizon sees. */
  void release(long horizon) {
    chains.values().forEach(chain -> chain.removeIf(entry -> entry.to <= horizon));
    chains.values().removeIf(List::isEmpty);
  }

  /** The chain of each entity, as a view at {@code sequence} knows it. */
  Map<Integer, List<Entry>> chainsAt(long sequence) {
    Map<Integer, List<Entry>> known = new TreeMap<>();
    chains.forEach(
        (entity, chain) -> {
          List<Entry> seen = new ArrayList<>();
          for (Entry entry : chain) {
            if (entry.from <= sequence) {
              long to = entry.to <= sequence ? entry.to : EntryChain.OPEN;
              seen.add(new Entry(entity, entry.from, to, entry.vector));
            }
          }
          if (!seen.isEmpty()) {
            known.put(entity, seen);
          }
        });
    return known;
  }

  /** Every visible, accepted entry, best first. */
  List<Hit> search(float[] query, long view, @Nullable EntityFilter filter) {
    float[] kept = query.clone();
    Vectors.prepare(options.metric(), kept);
    List<Hit> hits = new ArrayList<>();
    chains.forEach(
        (entity, chain) -> {
          for (Entry entry : chain) {
            if (entry.isVisible(view) && (filter == null || filter.accepts(entity))) {
              float[] vector = entry.vector.clone();
              Vectors.prepare(options.metric(), vector);
              float near = Vectors.nearness(options.metric(), kept, vector);
              hits.add(new Hit(entity, entry.from, near));
            }
          }
        });
    hits.sort(Comparator.comparing(Hit::nearness).reversed().thenComparing(Hit::entity));
    return hits;
  }

  /** How the index is told of a chain. */
  static EntryChain chain(List<Entry> entries) {
    return new EntryChain() {
      @Override
      public int size() {
        return entries.size();
      }

      @Override
      public long from(int entry) {
        return entries.get(entry).from;
      }

      @Override
      public long to(int entry) {
        return entries.get(entry).to;
      }

      @Override
      public MemorySegment vector(int entry) {
        return MemorySegment.ofArray(entries.get(entry).vector);
      }

      @Override
      public long offset(int entry) {
        return 0;
      }
    };
  }
}
