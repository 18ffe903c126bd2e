package dev.thermograph.properties.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs explorers on all processors, one seed after the other. */
final class Exploration {
  private Exploration() {}

  /**
   * Gives each processor an explorer and each explorer seeds, from {@code firstSeed} on, until one
   * of them says that it is enough.
   *
   * @param workers makes an explorer: what to do with a seed
   * @param enough asked after each seed with how many seeds are done
   */
  static void run(long firstSeed, Supplier<LongConsumer> workers, Supplier<Boolean> enough) {
    AtomicLong nextSeed = new AtomicLong(firstSeed);
    List<Worker> threads = new ArrayList<>();
    for (int index = 0; index < Runtime.getRuntime().availableProcessors(); index++) {
      Worker worker = new Worker(workers.get(), nextSeed, enough);
      threads.add(worker);
      worker.start();
    }
    for (Worker worker : threads) {
      worker.joinOrThrow();
    }
  }

  private static final class Worker extends Thread {
    private final LongConsumer explorer;
    private final AtomicLong nextSeed;
    private final Supplier<Boolean> enough;
    private long seed;
    private volatile @Nullable Throwable failure;

    Worker(LongConsumer explorer, AtomicLong nextSeed, Supplier<Boolean> enough) {
      super("explorer");
      this.explorer = explorer;
      this.nextSeed = nextSeed;
      this.enough = enough;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!enough.get()) {
          seed = nextSeed.getAndIncrement();
          explorer.accept(seed);
        }
      } catch (Throwable e) { // handed to the test's thread
        failure = e;
      }
    }

    void joinOrThrow() {
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while exploring", e);
      }
      Throwable cause = failure;
      if (cause != null) {
        throw new AssertionError("explorer failed: seed=" + seed, cause);
      }
    }
  }
}
