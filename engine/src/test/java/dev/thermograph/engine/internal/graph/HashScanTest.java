package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HashScanTest {
  private static final int ENTRIES = 60_000;
  private static final int ADDED_PER_TABLE = 8_000;

  private static long hash(int node) {
    return node * 0x9E37_79B9_7F4A_7C15L;
  }

  @Test
  void anEmptyIndexHasNoEntries() {
    try (Space space = new Space(new ArenaExtents())) {
      assertThat(scan(new HashIndex(space), () -> {})).isEmpty();
    }
  }

  @Test
  void allEntriesAreFoundOnceAndListInTheSamePlaceAgain() {
    try (Space space = new Space(new ArenaExtents())) {
      HashIndex index = new HashIndex(space);
      for (int node = 0; node < ENTRIES; node++) {
        index.add(hash(node), node, 1);
      }
      Map<Integer, Integer> found = scan(index, () -> {});
      assertThat(found).hasSize(ENTRIES);
      HashIndex copy = new HashIndex(space);
      found.forEach((node, tag) -> copy.add(tag, node, 1));
      HashCursor cursor = new HashCursor();
      for (int node = 0; node < ENTRIES; node++) {
        assertThat(isListed(copy, cursor, hash(node), node)).as("node=%d", node).isTrue();
      }
    }
  }

  private static boolean isListed(HashIndex index, HashCursor cursor, long hash, int node) {
    cursor.open(index, hash);
    while (cursor.next()) {
      if (cursor.node() == node) {
        return true;
      }
    }
    return false;
  }

  /** Tables are split and the directory doubles while the scan is between two tables. */
  @Test
  void whatWasThereIsFoundWhileTheIndexGrows() {
    for (long seed = 1; seed <= 3; seed++) {
      try (Space space = new Space(new ArenaExtents())) {
        HashIndex index = new HashIndex(space);
        SplittableRandom random = new SplittableRandom(seed);
        int before = random.nextInt(ENTRIES);
        for (int node = 0; node < before; node++) {
          index.add(hash(node), node, 1);
        }
        int depth = index.depth();
        int[] next = {before};
        Map<Integer, Integer> found =
            scan(
                index,
                () -> {
                  for (int added = 0; added < ADDED_PER_TABLE; added++) {
                    index.add(hash(next[0]), next[0]++, 2);
                  }
                });
        assertThat(index.depth()).as("seed=%d", seed).isGreaterThan(depth);
        for (int node = 0; node < before; node++) {
          assertThat(found).as("seed=%d", seed).containsKey(node);
        }
      }
    }
  }

  @Test
  void whatEndsIsSaid() {
    try (Space space = new Space(new ArenaExtents())) {
      HashIndex index = new HashIndex(space);
      index.add(hash(1), 1, 1);
      index.add(hash(2), 2, 1);
      assertThat(index.mark(hash(1), 1)).isTrue();
      HashScan scan = new HashScan(index);
      while (scan.nextTable()) {
        while (scan.next()) {
          assertThat(scan.isEnding()).isEqualTo(scan.node() == 1);
        }
      }
    }
  }

  /** Nodes and their tags; {@code between} is done between two tables. */
  private static Map<Integer, Integer> scan(HashIndex index, Runnable between) {
    Map<Integer, Integer> found = new HashMap<>();
    HashScan scan = new HashScan(index);
    while (scan.nextTable()) {
      while (scan.next()) {
        assertThat(found.put(scan.node(), scan.tag())).as("twice: %d", scan.node()).isNull();
      }
      between.run();
    }
    return found;
  }
}
