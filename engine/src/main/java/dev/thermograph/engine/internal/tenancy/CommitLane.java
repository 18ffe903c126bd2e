package dev.thermograph.engine.internal.tenancy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.ReentrantUseException;
import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.flush.AppendReceipt;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a commit into a tenant, on a page: the lane is taken; the commit is collected and
 * validated by the caller's code; it is appended to the log, which gives it its sequence; the same
 * bytes are applied to the memory; the lane is given back; when the log is durable that far, the
 * commit is published.
 *
 * <p><b>Thread-safe:</b> one commit at a time, by one lock. Hot path: allocates nothing.
 */
final class CommitLane {
  private static final long WAIT_MILLIS = 200;

  private final TenantParts parts;
  private final CommitLog log;
  private final TenantMemory memory;
  private final CommitApplier applier;
  private final Publication publication;
  private final DroppedPast past;
  private final ReentrantLock lane = new ReentrantLock();

  @GuardedBy("lane")
  private final AppendReceipt receipt = new AppendReceipt();

  @GuardedBy("lane")
  private final CommitWriter writer;

  /** Of commits since the tenant was opened, those replayed then included. Written by the lane. */
  private final AtomicLong commitBytes = new AtomicLong();

  /** Set before a commit is applied: whoever sees some of it in memory sees this, too. */
  private volatile long lastAppended;

  CommitLane(TenantParts parts, DroppedPast past, int commitBytesMax, long replayedBytes) {
    this.parts = parts;
    this.log = parts.log();
    this.memory = parts.memory();
    this.applier = memory.applier();
    this.publication = parts.publication();
    this.past = past;
    this.writer = new CommitWriter(commitBytesMax);
    this.commitBytes.set(replayedBytes);
    this.lastAppended = applier.sequence();
  }

  /** See {@link HotTenant#commit}. */
  long commit(HotTenant.Change change, Durability durability) {
    requireNotCollecting("commit");
    long sequence;
    long awaited;
    RuntimeException refusal;
    lane.lock();
    try {
      requireWritable();
      writer.clear();
      refusal = collect(change);
      if (refusal != null || writer.changeCount() == 0) { // what it saw may still be under way
        sequence = applier.sequence();
        awaited = publication.awaited();
      } else {
        ByteBuffer payload = writer.finish(applier.sequence());
        sequence = append(payload, durability);
        awaited = apply(payload, change, durability);
      }
    } finally {
      lane.unlock();
    }
    if (refusal != null) {
      throw published(refusal, sequence, awaited);
    }
    publish(sequence, awaited);
    return sequence;
  }

  /** Returns what it threw, if it did. */
  @GuardedBy("lane")
  private @Nullable RuntimeException collect(HotTenant.Change change) {
    try {
      change.collect(writer);
    } catch (RuntimeException e) {
      return e;
    }
    requireWritable(); // it may have been halted meanwhile
    return null;
  }

  /** Whoever is refused may tell what he saw, so that has to be shown first. */
  private RuntimeException published(RuntimeException refusal, long sequence, long awaited) {
    try {
      publish(sequence, awaited);
    } catch (RuntimeException e) { // what was seen may be lost, which must not hide the refusal
      refusal.addSuppressed(e);
    }
    return refusal;
  }

  /** What is refused here has no sequence and was not written. */
  @GuardedBy("lane")
  private long append(ByteBuffer payload, Durability durability) {
    long applied = applier.sequence();
    long builtOn = applied <= publication.durable() ? 0 : applied;
    try {
      log.append(parts.number(), CommitWriter.RECORD_TYPE, payload, builtOn, durability, receipt);
    } catch (AppendBuiltOnVoidException e) {
      parts.halt(e);
      throw new TenantHaltedException(parts.number(), 0, e);
    } catch (Error e) { // out of memory or stack: nobody knows whether it has a sequence
      parts.condition().damaged(e);
      throw e;
    }
    return receipt.sequence();
  }

  /** Returns the commit that must be durable before this one is shown, or 0. */
  @GuardedBy("lane")
  private long apply(ByteBuffer payload, HotTenant.Change change, Durability durability) {
    long sequence = receipt.sequence();
    try {
      lastAppended = sequence;
      applier.apply(payload, sequence);
      memory.times().add(sequence, receipt.timestampMicros(), applier.tally());
      commitBytes.setRelease(commitBytes.getPlain() + payload.remaining());
      change.applied(sequence, receipt.timestampMicros());
      long awaited = publication.applied(sequence, durability instanceof Durability.Sync);
      past.letGoAfter(sequence, writer.changeCount());
      return awaited;
    } catch (Throwable e) { // whatever it was, the memory is not what the log says
      parts.condition().damaged(e);
      throw new TenantHaltedException(parts.number(), sequence, e);
    }
  }

  private void publish(long sequence, long awaited) {
    if (awaited != 0) {
      try {
        log.awaitDurable(awaited);
      } catch (RuntimeException e) {
        parts.halt(e);
        throw e;
      }
      parts.condition().requireMemory(sequence);
      publication.durable(awaited);
    }
    if (publication.published() < sequence) {
      parts.condition().requireRunning(sequence); // it was halted before this could be shown
    }
  }

  /** Does something between two commits, and returns once all that was applied then is shown. */
  void runAndPublish(String call, Runnable work) {
    requireNotCollecting(call);
    long sequence;
    long awaited;
    lane.lock();
    try {
      requireWritable();
      work.run();
      sequence = applier.sequence();
      awaited = publication.awaited();
    } finally {
      lane.unlock();
    }
    publish(sequence, awaited);
  }

  /** Does something between two commits of a tenant that takes them. */
  void look(Runnable work) {
    lane.lock();
    try {
      requireWritable();
      work.run();
    } finally {
      lane.unlock();
    }
  }

  /** Does something between two commits. */
  void run(String call, Runnable work) {
    boolean _ =
        call(
            call,
            () -> {
              work.run();
              return true;
            });
  }

  /** Computes something between two commits. */
  <T> T call(String call, Supplier<T> work) {
    requireNotCollecting(call);
    lane.lock();
    try {
      return work.get();
    } finally {
      lane.unlock();
    }
  }

  /**
   * As {@link #run} for the background, which waits for a commit, but not for someone who thinks
   * while he has the lane.
   *
   * @return empty when somebody has it for long
   */
  <T> Optional<T> tryRun(Supplier<T> work) {
    try {
      // The first one also succeeds for a thread that was interrupted.
      if (!lane.tryLock() && !lane.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      lane.unlock();
    }
  }

  /** A thread that is collecting has the lane, and would get it again. */
  private void requireNotCollecting(String call) {
    if (lane.isHeldByCurrentThread()) {
      throw new ReentrantUseException(parts.number(), call);
    }
  }

  private void requireWritable() {
    parts.views().requireOpen();
    parts.condition().requireRunning(0);
  }

  /** Sequence of the last commit that was given one. */
  long lastAppended() {
    return lastAppended;
  }

  /** Bytes of commits since the tenant was opened, with those that were replayed then. */
  long commitBytes() {
    return commitBytes.getAcquire();
  }
}
