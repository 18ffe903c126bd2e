package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashIndexTest {
  private static final long SEED = Long.getLong("thermograph.seed", 5);
  private static final int ROUNDS = 200_000;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final int index = store.addIndex();
  private final HashCursor cursor = store.hashCursor();

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void aNodeIsFoundUnderEachOfItsHashesUntilItIsTakenOff() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Long, Set<Integer>> expected = new HashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      long hash = mix(random.nextInt(30_000));
      int node = random.nextInt(4) == 0 ? -2 - random.nextInt(50) : random.nextInt(50);
      Set<Integer> nodes = expected.computeIfAbsent(hash, _ -> new HashSet<>());
      if (random.nextInt(3) > 0) {
        store.index(index, hash, node, round);
        nodes.add(node);
      } else {
        store.unindex(index, hash, node);
        nodes.remove(node);
      }
      space.reclaim(round, 100);
    }
    expected.forEach(
        (hash, nodes) -> {
          Set<Integer> found = new HashSet<>();
          store.lookUp(index, hash, cursor);
          while (cursor.next()) {
            assertThat(found.add(cursor.node())).as("twice: seed=%d", SEED).isTrue();
          }
          assertThat(found).as("seed=%d hash=%d", SEED, hash).isEqualTo(nodes);
        });
  }

  @Test
  void nothingIsFoundInAnEmptyIndex() {
    store.lookUp(index, 42, cursor);
    assertThat(cursor.next()).isFalse();
  }

  /** Numbers from 2,147,483,648 on are negative ints; the last one of all is kept free. */
  private static long mix(long value) {
    long mixed = (value + 1) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
