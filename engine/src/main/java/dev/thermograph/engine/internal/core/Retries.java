package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.options.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The attempts of one transaction. <b>Single-threaded:</b> who makes it. */
public final class Retries {
  private final RetryPolicy policy;
  private final RandomGenerator random;
  private int attempts = 1;
  private long boundNanos;

  Retries(RetryPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
    this.boundNanos = policy.delayFirst().toNanos();
  }

  /**
   * Waits until it is time for the next attempt.
   *
   * @throws TransactionConflictException the one that was met, when there is no further attempt or
   *     the thread is interrupted, which it stays
   */
  public void awaitNext(TransactionConflictException met) {
    if (attempts >= policy.attempts()) {
      throw met;
    }
    attempts++;
    await(boundNanos == 0 ? 0 : random.nextLong(boundNanos), met);
    Duration doubled = Duration.ofNanos(boundNanos).multipliedBy(2);
    boundNanos =
        doubled.compareTo(policy.delayMax()) > 0 ? policy.delayMax().toNanos() : doubled.toNanos();
  }

  private static void await(long nanos, TransactionConflictException met) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw met;
      }
      LockSupport.parkNanos(met, left);
    }
  }
}
