package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import java.nio.ByteBuffer;

/** The log as an open tenant writes it. <b>Thread-safe.</b> */
interface CommitLog extends RecordAppender {
  /** See {@link WriteAheadLog#awaitDurable}. */
  void awaitDurable(long sequence);

  /** See {@link WriteAheadLog#settle}. */
  long settle();

  /** See {@link WriteAheadLog#settleWithin}. */
  boolean settleWithin(long nanos);

  /** See {@link WriteAheadLog#lastSequence}. */
  long lastSequence();

  /** See {@link WriteAheadLog#durableSequence}. */
  long durableSequence();

  /** See {@link WriteAheadLog#mayHaveVoided}. */
  boolean mayHaveVoided(long sequence);

  /**
   * A log in files.
   *
   * @param appender another way into it, for tests
   */
  record Shared(WriteAheadLog log, RecordAppender appender) implements CommitLog {
    @Override
    public void append(
        int tenant,
        byte recordType,
        ByteBuffer payload,
        long builtOn,
        Durability durability,
        AppendReceipt receipt) {
      appender.append(tenant, recordType, payload, builtOn, durability, receipt);
    }

    @Override
    public void awaitDurable(long sequence) {
      log.awaitDurable(sequence);
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
}
