package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.view.ViewPins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A writer that commits and gives the past back, and readers that open views, of now and of the
 * past, as a tenant does: what views see is pinned, and when they were opened.
 */
final class ReadersAndWriter {
  /** What is wrong on purpose. */
  enum Plant {
    NOTHING,
    PUBLISHED_BEFORE_APPLIED,
    DROPPED_UNDER_VIEWS,
    FREED_UNDER_READERS
  }

  /** What the readers found. */
  record Seen(int views, int pastViews, int wrong, long firstWrongView) {
    Seen and(Seen other) {
      return new Seen(
          views + other.views,
          pastViews + other.pastViews,
          wrong + other.wrong,
          Math.max(firstWrongView, other.firstWrongView));
    }
  }

  /** What a process says before anything can go wrong on purpose. */
  static final String STARTED = "started";

  private static final int COMMITS = 4_000;
  private static final int PLANTED_COMMITS = 1_500;
  private static final int READERS = 2;
  private static final int SECONDS_MAX = 30;
  private static final int PLANTED_SECONDS_MAX = 3;
  private static final int NODES = 24;

  /** How many commits back each kind is kept; and what is still opened. */
  private static final int[] RETAINED = {0, 20, 100};

  private static final int DROPS_PER_COMMIT = 30;

  private final long seed;
  private final Plant plant;
  private final int commits;
  private final int[][] expected;
  private final ViewPins contents = new ViewPins();
  private final ViewPins openings = new ViewPins();
  private final AtomicLong published = new AtomicLong();
  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);

  ReadersAndWriter(long seed, Plant plant) {
    this.seed = seed;
    this.plant = plant;
    this.commits = plant == Plant.NOTHING ? COMMITS : PLANTED_COMMITS;
    this.expected = expectedDigests(seed, commits);
  }

  /** In a process of its own: what is planted may well end it. */
  public static void main(String[] arguments) {
    ReadersAndWriter harness =
        new ReadersAndWriter(Long.parseLong(arguments[0]), Plant.valueOf(arguments[1]));
    System.out.println(STARTED);
    try {
      System.exit(harness.run().wrong() == 0 ? 0 : 1);
    } catch (Throwable e) { // a writer that meets what it freed, a reader that goes in circles
      System.exit(1);
    }
  }

  Seen run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try (space) {
      GraphTarget target = GraphTarget.of(store);
      List<Future<Seen>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        SplittableRandom random = new SplittableRandom(seed + reader);
        readers.add(threads.submit(() -> read(random)));
      }
      write(target);
      published.set(-1);
      Seen seen = new Seen(0, 0, 0, 0);
      for (Future<Seen> reader : readers) {
        int seconds = plant == Plant.NOTHING ? SECONDS_MAX : PLANTED_SECONDS_MAX;
        seen = seen.and(reader.get(seconds, TimeUnit.SECONDS));
      }
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }

  private void write(GraphTarget target) {
    GraphScript script = new GraphScript(seed, NODES);
    GraphModel model = new GraphModel();
    for (int commit = 1; commit <= commits; commit++) {
      if (plant == Plant.PUBLISHED_BEFORE_APPLIED) {
        published.set(commit);
      }
      script.commit(target, model, commit);
      published.set(commit);
      long now = commit;
      store.setHorizons(Arrays.stream(RETAINED).mapToLong(back -> now - back).toArray());
      store.setHorizon(contents.raiseHorizon(Math.max(0, commit - RETAINED[RETAINED.length - 1])));
      boolean dropAll = plant == Plant.DROPPED_UNDER_VIEWS;
      store.reclaim(dropAll ? Long.MAX_VALUE : contents.oldest(), DROPS_PER_COMMIT);
      long opened = openings.raiseHorizon(commit);
      space.reclaim(plant == Plant.FREED_UNDER_READERS ? Long.MAX_VALUE : opened, 1_000);
      forget(model, commit);
    }
  }

  /** The script looks at the model's newest state only. */
  private static void forget(GraphModel model, long sequence) {
    model.nodes.values().forEach(versions -> dropOld(versions, sequence));
    model.edges.values().forEach(versions -> dropOld(versions, sequence));
  }

  private static void dropOld(NavigableMap<Long, ?> versions, long sequence) {
    while (versions.size() > 3 && versions.firstKey() < sequence) {
      versions.pollFirstEntry();
    }
  }

  private Seen read(SplittableRandom random) {
    GraphDigest digest = new GraphDigest(store);
    Seen seen = new Seen(0, 0, 0, 0);
    while (seen.wrong == 0) {
      long now = published.get();
      if (now < 0) {
        return seen;
      }
      int opening = openings.tryPin(now);
      if (opening < 0) {
        continue;
      }
      int back = random.nextBoolean() ? 0 : random.nextInt(RETAINED[RETAINED.length - 1]);
      long view = Math.max(0, now - back);
      int content = contents.tryPin(view);
      if (content >= 0) {
        boolean same = isSame(digest, view);
        seen = seen.and(new Seen(1, back > 0 ? 1 : 0, same ? 0 : 1, same ? 0 : view));
        contents.release(content);
      }
      openings.release(opening);
    }
    return seen;
  }

  /** A kind that may be read once may be read until the view is closed. */
  private boolean isSame(GraphDigest digest, long view) {
    Horizons horizons = store.horizons();
    try {
      for (int time = 0; time < 2; time++) {
        for (int kind = 0; kind < GraphScript.KINDS; kind++) {
          // What is not retained is read, too: that does no harm.
          boolean same = digestOf(digest, kind, view) == expected[(int) view][kind];
          if (!same && horizons.of(kind) <= view) {
            return false;
          }
        }
      }
      return true;
    } catch (RuntimeException e) { // whoever reads freed blocks may meet any
      return false;
    }
  }

  /** The same commits without any reader or reclaiming. */
  private static int[][] expectedDigests(long seed, int commits) {
    int[][] digests = new int[commits + 1][GraphScript.KINDS];
    try (Space space = new Space(new ArenaExtents())) {
      GraphStore store = new GraphStore(space);
      GraphTarget target = GraphTarget.of(store);
      GraphDigest digest = new GraphDigest(store);
      GraphScript script = new GraphScript(seed, NODES);
      GraphModel model = new GraphModel();
      for (int commit = 0; commit <= commits; commit++) {
        if (commit > 0) {
          script.commit(target, model, commit);
        }
        for (int kind = 0; kind < GraphScript.KINDS; kind++) {
          digests[commit][kind] = digestOf(digest, kind, commit);
        }
        forget(model, commit);
      }
    }
    return digests;
  }

  private static int digestOf(GraphDigest digest, int kind, long view) {
    int hash = digest.nodes(kind, view).hashCode();
    hash = 31 * hash + digest.edges(kind, view).hashCode();
    for (int node = 0; node < NODES; node++) {
      hash = 31 * hash + digest.adjacent(node, kind, false, view).hashCode();
      hash = 31 * hash + digest.adjacent(node, kind, true, view).hashCode();
    }
    for (int length = 0; length < 9; length++) {
      long listed = GraphScript.hash(new GraphModel.Node(kind, "x".repeat(length * 12)));
      hash = 31 * hash + digest.listed(listed, kind, view).hashCode();
    }
    return hash;
  }
}
