package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineStep;
import dev.thermograph.engine.metrics.EngineTimer;
import java.util.concurrent.CountDownLatch;

/** Holds up each rebuild that reads much of the log, at the first step of which it is told. */
final class HeldUpRebuilds implements EngineMetrics {
  /** The log has to be so long that a rebuild tells how far it has come. */
  static final int LONG = 1 << 14;

  private final CountDownLatch reached;
  private final CountDownLatch released = new CountDownLatch(1);

  /** So many come. */
  HeldUpRebuilds(int count) {
    this.reached = new CountDownLatch(count);
  }

  /** Returns when all are held up. */
  void awaitAll() throws InterruptedException {
    reached.await();
  }

  void release() {
    released.countDown();
  }

  @Override
  public void count(EngineCounter counter, long times) {}

  @Override
  public void record(EngineTimer timer, long nanos) {}

  @Override
  public void progress(int tenant, EngineStep step, long done, long total) {
    if (step == EngineStep.LOG_REPLAY) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
