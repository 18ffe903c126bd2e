package dev.thermograph.index.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/**
 * A reader with a pinned view sees of each entity exactly one entry, the one of its view, while the
 * writer ends and begins others and forgets what nobody can see.
 */
final class EntryTableConcurrencyTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int ENTITIES = 64;
  private static final int SEQUENCES = 400_000;
  private static final int PLANTED_RUNS_MAX = 20;
  private static final int READERS = 2;

  /** What the harness drives: the table, or something like it that is wrong. */
  private interface Subject extends AutoCloseable {
    void begin(int entity, long from);

    boolean visible(int entity, long from, long view);

    void release(long horizon);

    @Override
    void close();
  }

  private static Subject right() {
    EntryTable table = new EntryTable();
    return new Subject() {
      @Override
      public void begin(int entity, long from) {
        table.begin(entity, from);
      }

      @Override
      public boolean visible(int entity, long from, long view) {
        return table.visible(entity, from, view);
      }

      @Override
      public void release(long horizon) {
        table.release(horizon, 8);
      }

      @Override
      public void close() {
        table.close();
      }
    };
  }

  /** Replaces the open entry first, so that for a moment its predecessor is nowhere. */
  private static Subject openedBeforeClosed() {
    Arena arena = Arena.ofShared();
    OpenEntries open = new OpenEntries(arena);
    ClosedEntries closed = new ClosedEntries(arena);
    return new Subject() {
      @Override
      public void begin(int entity, long from) {
        long before = open.get(entity);
        open.set(entity, from);
        Thread.onSpinWait();
        if (before != EntryTable.NONE) {
          closed.put(entity, before, from);
        }
      }

      @Override
      public boolean visible(int entity, long from, long view) {
        return open.get(entity) == from || view < closed.end(entity, from);
      }

      @Override
      public void release(long horizon) {}

      @Override
      public void close() {
        arena.close();
      }
    };
  }

  @Test
  void eachEntityHasOneEntryInEachView() throws Exception {
    try (Subject subject = right()) {
      assertThat(wrongLooks(subject, SEED)).as("seed=%d", SEED).isZero();
    }
  }

  @Test
  void theWrongOrderOfWritingIsFoundOut() throws Exception {
    long wrong = 0;
    for (int run = 0; run < PLANTED_RUNS_MAX && wrong == 0; run++) {
      try (Subject subject = openedBeforeClosed()) {
        wrong = wrongLooks(subject, SEED + run);
      }
    }
    assertThat(wrong).isPositive();
  }

  /**
   * Entity e begins entries at e, e + ENTITIES, e + 2 × ENTITIES, …: a reader can compute what its
   * view sees.
   */
  private static long wrongLooks(Subject subject, long seed) throws Exception {
    AtomicLongArray pins = new AtomicLongArray(READERS);
    AtomicLongArray published = new AtomicLongArray(1);
    for (int i = 1; i <= ENTITIES; i++) {
      subject.begin(i % ENTITIES, i);
    }
    published.set(0, ENTITIES);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      @SuppressWarnings({"unchecked", "rawtypes"})
      Future<Long>[] wrong = new Future[READERS];
      for (int reader = 0; reader < READERS; reader++) {
        int number = reader;
        wrong[reader] = readers.submit(() -> read(subject, number, pins, published, seed));
      }
      for (long sequence = ENTITIES + 1; sequence <= SEQUENCES; sequence++) {
        subject.begin((int) (sequence % ENTITIES), sequence);
        published.set(0, sequence);
        // A reader pins 0 before it chooses a view, so it never chooses one below the horizon.
        long horizon = published.get(0) - 2 * ENTITIES;
        for (int reader = 0; reader < READERS; reader++) {
          horizon = Math.min(horizon, pins.get(reader));
        }
        subject.release(horizon);
      }
      published.set(0, Long.MAX_VALUE);
      long sum = 0;
      for (Future<Long> each : wrong) {
        sum += each.get(5, TimeUnit.MINUTES);
      }
      return sum;
    }
  }

  private static long read(
      Subject subject, int number, AtomicLongArray pins, AtomicLongArray published, long seed) {
    SplittableRandom random = new SplittableRandom(seed + number);
    long wrong = 0;
    while (true) {
      pins.set(number, 0);
      long view = published.get(0);
      if (view == Long.MAX_VALUE) {
        pins.set(number, Long.MAX_VALUE);
        return wrong;
      }
      pins.set(number, view);
      for (int look = 0; look < 50; look++) {
        int entity = random.nextInt(ENTITIES);
        long from = view - Math.floorMod(view - entity, (long) ENTITIES);
        if (!subject.visible(entity, from, view)
            || subject.visible(entity, from - ENTITIES, view)) {
          wrong++;
        }
      }
    }
  }
}
