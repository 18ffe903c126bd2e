package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.event.SyncWaitEvent;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.flush.AppendReceipt;
import java.nio.ByteBuffer;

/**
 * A log of which is told how long one tenant waits for it.
 *
 * @param log does the work
 * @param tenant whose waits they are
 */
record WatchedLog(CommitLog log, int tenant, EngineMetrics metrics) implements CommitLog {
  @Override
  public void append(
      int tenantNumber,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      Durability durability,
      AppendReceipt receipt) {
    log.append(tenantNumber, recordType, payload, builtOn, durability, receipt);
  }

  @Override
  public void awaitDurable(long sequence) {
    SyncWaitEvent event = new SyncWaitEvent();
    long begin = System.nanoTime();
    log.awaitDurable(sequence);
    metrics.record(EngineTimer.SYNC_WAIT, System.nanoTime() - begin);
    event.tenant = tenant;
    event.sequence = sequence;
    event.commit();
  }

  @Override
  public long settle() {
    return log.settle();
  }

  @Override
  public boolean settleWithin(long nanos) {
    return log.settleWithin(nanos);
  }

  @Override
  public long lastSequence() {
    return log.lastSequence();
  }

  @Override
  public long durableSequence() {
    return log.durableSequence();
  }

  @Override
  public boolean mayHaveVoided(long sequence) {
    return log.mayHaveVoided(sequence);
  }
}
