package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.view.ViewPins;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Readers on other threads see exactly their instant while the writer changes and reclaims. */
final class GraphStoreConcurrencyTest {
  private static final long SEED = Long.getLong("thermograph.seed", 11);
  private static final int COMMITS = 4_000;
  private static final int READERS = 2;
  private static final int NODES = 24;

  /** What one reader found. */
  private record Seen(int views, int wrong, long firstWrongView) {}

  @Test
  void everyViewIsOneInstantWhileTheWriterGoesOn() throws Exception {
    Seen seen = run(false);
    assertThat(seen.wrong).as("seed=%d wrong first at view %d", SEED, seen.firstWrongView).isZero();
    assertThat(seen.views).isGreaterThan(50);
  }

  /** The planted bug: a commit is published before it is applied. */
  @Test
  void publishingTooEarlyIsFoundOut() throws Exception {
    int wrong = 0;
    for (int attempt = 0; attempt < 20 && wrong == 0; attempt++) {
      wrong = run(true).wrong;
    }
    assertThat(wrong).isPositive();
  }

  private static Seen run(boolean publishEarly) throws Exception {
    int[] expected = expectedDigests();
    ViewPins pins = new ViewPins();
    AtomicLong published = new AtomicLong();
    try (Space space = new Space(new ArenaExtents());
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      GraphStore store = new GraphStore(space);
      List<Future<Seen>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        readers.add(threads.submit(() -> read(store, pins, published, expected)));
      }
      GraphScript script = new GraphScript(SEED, NODES);
      GraphModel model = new GraphModel();
      for (int commit = 1; commit <= COMMITS; commit++) {
        published.set(publishEarly ? commit : published.get());
        script.commit(GraphTarget.of(store), model, commit);
        published.set(commit);
        long horizon = pins.raiseHorizon(commit);
        store.setHorizon(horizon);
        space.reclaim(horizon, 1_000);
        forget(model, commit);
      }
      published.set(-1);
      int views = 0;
      int wrong = 0;
      long first = 0;
      for (Future<Seen> reader : readers) {
        Seen seen = reader.get();
        views += seen.views;
        wrong += seen.wrong;
        first = Math.max(first, seen.firstWrongView);
      }
      return new Seen(views, wrong, first);
    }
  }

  /** The script looks at the model's newest state only. */
  private static void forget(GraphModel model, long sequence) {
    model.nodes.values().forEach(versions -> dropOld(versions, sequence));
    model.edges.values().forEach(versions -> dropOld(versions, sequence));
  }

  private static void dropOld(java.util.NavigableMap<Long, ?> versions, long sequence) {
    while (versions.size() > 3 && versions.firstKey() < sequence) {
      versions.pollFirstEntry();
    }
  }

  private static Seen read(GraphStore store, ViewPins pins, AtomicLong published, int[] expected) {
    int views = 0;
    int wrong = 0;
    long firstWrong = 0;
    GraphDigest digest = new GraphDigest(store);
    while (true) {
      long view = published.get();
      if (view < 0) {
        return new Seen(views, wrong, firstWrong);
      }
      int pin = pins.tryPin(view);
      if (pin < 0) {
        continue;
      }
      views++;
      boolean same = digestOf(digest, view) == expected[(int) view];
      if (!same) {
        wrong++;
        firstWrong = firstWrong == 0 ? view : firstWrong;
      }
      pins.release(pin);
      if (wrong > 0) {
        return new Seen(views, wrong, firstWrong);
      }
    }
  }

  /** The same commits without any reader or reclaiming. */
  private static int[] expectedDigests() {
    int[] digests = new int[COMMITS + 1];
    try (Space space = new Space(new ArenaExtents())) {
      GraphStore store = new GraphStore(space);
      GraphDigest digest = new GraphDigest(store);
      GraphScript script = new GraphScript(SEED, NODES);
      GraphModel model = new GraphModel();
      digests[0] = digestOf(digest, 0);
      for (int commit = 1; commit <= COMMITS; commit++) {
        script.commit(GraphTarget.of(store), model, commit);
        digests[commit] = digestOf(digest, commit);
        forget(model, commit);
      }
    }
    return digests;
  }

  private static int digestOf(GraphDigest digest, long view) {
    int hash = digest.nodes(view).hashCode();
    hash = 31 * hash + digest.edges(view).hashCode();
    for (int node = 0; node < NODES; node++) {
      for (int kind = 0; kind < GraphScript.KINDS; kind++) {
        hash = 31 * hash + digest.adjacent(node, kind, false, view).hashCode();
        hash = 31 * hash + digest.adjacent(node, kind, true, view).hashCode();
      }
    }
    return hash;
  }
}
