package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.view.ViewPins;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashIndexTest {
  private static final long SEED = Long.getLong("thermograph.seed", 5);
  private static final int ROUNDS = 200_000;
  private static final int NODES = 50;
  private static final int VALUES = 250_000;
  private static final int LISTED = 30_000;

  /** How long a node stays listed after it was taken off, in rounds. */
  private static final int RETAINED = 5_000;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final int index = store.addIndex();
  private final HashCursor cursor = store.hashCursor();

  @AfterEach
  void close() {
    space.close();
  }

  /** A node under a hash: how it was last, and since when; and when it was last taken off. */
  private record Listing(boolean listed, long endedAt) {}

  @Test
  void aNodeIsFoundUnderEachOfItsHashesUntilNoViewSeesItThere() {
    putNodes();
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Long, Map<Integer, Listing>> expected = new HashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      long hash = mix(random.nextInt(30_000));
      int node = random.nextInt(NODES);
      Map<Integer, Listing> nodes = expected.computeIfAbsent(hash, _ -> new HashMap<>());
      Listing was = nodes.get(node);
      if (random.nextInt(3) > 0) {
        store.index(index, hash, node, round);
        nodes.put(node, new Listing(true, was == null ? 0 : was.endedAt));
      } else {
        store.unindex(index, hash, node, round);
        if (was != null && was.listed) {
          nodes.put(node, new Listing(false, round));
        }
      }
      reclaim(round - RETAINED);
      if (round % 2_000 == 0) {
        requireFound(hash, nodes, round - RETAINED);
      }
    }
    expected.forEach((hash, nodes) -> requireFound(hash, nodes, ROUNDS - RETAINED));
  }

  /** All that are listed, or were later than the horizon; maybe some others. */
  private void requireFound(long hash, Map<Integer, Listing> nodes, long horizon) {
    Set<Integer> found = found(hash);
    nodes.forEach(
        (node, listing) -> {
          if (listing.listed || listing.endedAt > horizon) {
            assertThat(found).as("seed=%d hash=%d", SEED, hash).contains(node);
          }
        });
    assertThat(nodes.keySet()).as("seed=%d hash=%d", SEED, hash).containsAll(found);
  }

  private Set<Integer> found(long hash) {
    Set<Integer> found = new HashSet<>();
    store.lookUp(index, hash, cursor);
    while (cursor.next()) {
      assertThat(found.add(cursor.node())).as("twice: seed=%d", SEED).isTrue();
    }
    return found;
  }

  private void putNodes() {
    for (int node = 0; node < NODES; node++) {
      store.putNode(node, 0, MemorySegment.NULL, 0, 0, 0);
    }
  }

  private void reclaim(long horizon) {
    store.setHorizon(horizon);
    store.reclaim(Long.MAX_VALUE, 10);
    space.reclaim(Math.max(0, horizon), 100);
  }

  /** A value that comes and goes keeps one entry and one queued end, however often it does. */
  @Test
  void aValueThatComesAndGoesTakesNoMemory() {
    putNodes();
    store.index(index, mix(1), 0, 1);
    store.unindex(index, mix(1), 0, 2);
    long bytes = space.usedBytes();
    for (int round = 2; round < 10_000; round++) {
      store.index(index, mix(1), 0, 2L * round - 1);
      store.unindex(index, mix(1), 0, 2L * round);
    }
    assertThat(space.usedBytes()).isEqualTo(bytes);
    assertThat(found(mix(1))).containsExactly(0);

    store.setHorizon(19_997);
    store.reclaim(Long.MAX_VALUE, 100);
    assertThat(found(mix(1))).as("a view at 19,997 sees it").containsExactly(0);
    store.setHorizon(19_998);
    store.reclaim(Long.MAX_VALUE, 100);
    assertThat(found(mix(1))).isEmpty();
  }

  @Test
  void aValueThatIsThereAgainStays() {
    putNodes();
    store.index(index, mix(1), 7, 1);
    store.unindex(index, mix(1), 7, 2);
    store.index(index, mix(1), 7, 3);
    store.setHorizon(10);
    store.reclaim(Long.MAX_VALUE, 100);
    assertThat(found(mix(1))).containsExactly(7);
    store.unindex(index, mix(1), 7, 11);
    store.setHorizon(11);
    store.reclaim(Long.MAX_VALUE, 100);
    assertThat(found(mix(1))).isEmpty();
  }

  /** Tables split and directories double, and everything is found; then all of it goes. */
  @Test
  void aLargeIndexIsCopiedInSmallPartsAndGivenBack() {
    putNodes();
    long empty = space.usedBytes();
    int count = 500_000;
    long mostCopied = 0;
    for (int value = 0; value < count; value++) {
      long retired = space.retiredBytes();
      store.index(index, mix(value), value % NODES, 1);
      mostCopied = Math.max(mostCopied, space.retiredBytes() - retired);
    }
    assertThat(mostCopied).as("bytes replaced at a time").isLessThanOrEqualTo(130 << 10);
    for (int value = 0; value < count; value += 7) {
      assertThat(found(mix(value))).as("value=%d", value).contains(value % NODES);
    }
    for (int value = 0; value < count; value++) {
      store.unindex(index, mix(value), value % NODES, 2);
    }
    store.setHorizon(2);
    while (store.reclaim(Long.MAX_VALUE, 100) > 0) {
      space.reclaim(3, Integer.MAX_VALUE);
    }
    space.reclaim(3, Integer.MAX_VALUE);
    assertThat(found(mix(1))).isEmpty();
    assertThat(space.usedBytes() - empty).as("a larger directory stays").isBetween(0L, 4096L);
  }

  /** The same hash again and again, and hashes that differ in few bits: no directory helps. */
  @Test
  void hashesThatNoDirectoryTellsApartAreFoundAllTheSame() {
    int count = 12_000;
    for (int node = 0; node < count; node++) {
      store.putNode(node, 0, MemorySegment.NULL, 0, 0, 1);
      store.index(index, mix(1), node, 1);
      store.index(index, mix(2) + ((long) node << 40), node, 1);
    }
    assertThat(found(mix(1))).hasSize(count);
    assertThat(found(mix(2) + (77L << 40))).contains(77);
    assertThat(space.usedBytes()).isLessThan(8 << 20);
  }

  /**
   * Values are listed in waves, each for a while; a view at s sees the ones from s - LISTED on. The
   * tables are small, so that they split, and the directory doubles, and they shrink again.
   */
  @Test
  void readersFindWhatTheirViewSeesWhileTablesSplitAndShrink() throws Exception {
    HashIndex small = new HashIndex(space, 64);
    ViewPins contents = new ViewPins();
    ViewPins openings = new ViewPins();
    AtomicLong published = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        SplittableRandom random = new SplittableRandom(SEED + reader);
        readers.add(
            threads.submit(() -> countMissed(small, contents, openings, published, random)));
      }
      int ended = 0;
      for (int value = 1; value <= VALUES; value++) {
        if (isEverListed(value)) {
          small.add(mix(value), value, value);
        }
        published.set(value);
        long horizon = contents.raiseHorizon(value - 100);
        for (int end = 0; end < 2 && ended + LISTED <= horizon; end++) {
          ended++;
          if (isEverListed(ended)) {
            assertThat(small.mark(mix(ended), ended)).isTrue();
            assertThat(small.end(mix(ended), ended, value + 1)).isTrue();
          }
        }
        space.reclaim(openings.raiseHorizon(value), 8);
      }
      published.set(-1);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).as("missed: seed=%d", SEED).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isEverListed(long value) {
    return value % (2 * LISTED) < LISTED;
  }

  private int countMissed(
      HashIndex small,
      ViewPins contents,
      ViewPins openings,
      AtomicLong published,
      SplittableRandom random) {
    HashCursor own = store.hashCursor();
    int missed = 0;
    for (long now = published.get(); now >= 0; now = published.get()) {
      int opening = openings.tryPin(now);
      int content = opening < 0 ? -1 : contents.tryPin(now);
      if (content >= 0) {
        for (int look = 0; look < 50; look++) {
          long value = Math.max(1, now - random.nextInt(LISTED));
          boolean seen = value <= now && isEverListed(value);
          missed += seen && !isFound(small, own, value) ? 1 : 0;
        }
        contents.release(content);
      }
      if (opening >= 0) {
        openings.release(opening);
      }
    }
    return missed;
  }

  private static boolean isFound(HashIndex small, HashCursor own, long value) {
    own.open(small, mix(value));
    while (own.next()) {
      if (own.node() == value) {
        return true;
      }
    }
    return false;
  }

  @Test
  void nothingIsFoundInAnEmptyIndexNorInOneThatIsNotThere() {
    store.lookUp(index, 42, cursor);
    assertThat(cursor.next()).isFalse();
    store.index(index, 42, 0, 1);
    store.lookUp(index + 1, 42, cursor);
    assertThat(cursor.next()).isFalse();
  }

  private static long mix(long value) {
    long mixed = (value + 1) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
