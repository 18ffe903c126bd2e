package dev.thermograph.engine.internal.registry;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.RetentionFloor;
import java.nio.ByteBuffer;

/** Events in the log, each synced. <b>Single-threaded.</b> */
final class LogJournal implements RegistryJournal {
  private final WriteAheadLog log;
  private final RetentionFloor floor;
  private final AppendReceipt receipt = new AppendReceipt();

  /** A journal that keeps the log from a sequence on. */
  LogJournal(WriteAheadLog log, long neededFrom) {
    this.log = log;
    this.floor = log.retainFrom("list of tenants", neededFrom);
  }

  @Override
  public Entry append(ByteBuffer event) {
    log.append(
        RegistryEventLayout.TENANT,
        RegistryEventLayout.RECORD_TYPE,
        event,
        Durability.sync(),
        receipt);
    log.awaitDurable(receipt.sequence());
    return new Entry(receipt.sequence(), receipt.timestampMicros());
  }

  @Override
  public long durableSequence() {
    return log.durableSequence();
  }

  @Override
  public void release(long sequence) {
    if (sequence + 1 > floor.sequence()) {
      floor.advance(sequence + 1);
    }
  }
}
