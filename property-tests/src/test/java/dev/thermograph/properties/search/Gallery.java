package dev.thermograph.properties.search;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.properties.search.Pictures.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was so after each commit, in plain maps. Single-threaded. */
final class Gallery {
  private final NavigableMap<Long, Map<NodeId, Picture>> versions = new TreeMap<>();

  Gallery() {
    versions.put(0L, Map.of());
  }

  /** A node and how far from the query it is. */
  record Ranked(NodeId id, double distance) {}

  Map<NodeId, Picture> now() {
    return versions.lastEntry().getValue();
  }

  Map<NodeId, Picture> at(long sequence) {
    return versions.floorEntry(sequence).getValue();
  }

  void commit(long sequence, Map<NodeId, Picture> changed) {
    versions.put(sequence, Map.copyOf(changed));
  }

  void goBackTo(long sequence) {
    versions.tailMap(sequence, false).clear();
  }

  long randomSequence(SplittableRandom random) {
    List<Long> sequences = new ArrayList<>(versions.keySet());
    return sequences.get(random.nextInt(sequences.size()));
  }

  /** A way to pick something to change. */
  static @Nullable NodeId any(Map<NodeId, Picture> pictures, SplittableRandom random) {
    List<NodeId> ids = new ArrayList<>(pictures.keySet());
    return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
  }

  /** Everything that matches, nearest first. */
  static List<Ranked> rank(
      Map<NodeId, Picture> pictures, boolean byShape, float[] query, Predicate<NodeId> filter) {
    List<Ranked> ranked = new ArrayList<>();
    new HashMap<>(pictures)
        .forEach(
            (id, picture) -> {
              float[] vector = byShape ? picture.shape() : picture.colour();
              if (vector != null && filter.test(id)) {
                double distance = byShape ? cosine(query, vector) : euclidean(query, vector);
                ranked.add(new Ranked(id, distance));
              }
            });
    ranked.sort(
        Comparator.comparingDouble(Ranked::distance).thenComparingLong(it -> it.id.value()));
    return ranked;
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int at = 0; at < one.length; at++) {
      product += (double) one[at] * other[at];
      ones += (double) one[at] * one[at];
      others += (double) other[at] * other[at];
    }
    return 1 - product / Math.sqrt(ones * others);
  }

  private static double euclidean(float[] one, float[] other) {
    double squares = 0;
    for (int at = 0; at < one.length; at++) {
      squares += Math.pow((double) one[at] - other[at], 2);
    }
    return Math.sqrt(squares);
  }
}
