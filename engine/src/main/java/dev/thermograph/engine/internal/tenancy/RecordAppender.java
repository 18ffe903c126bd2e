package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.AppendReceipt;
import java.nio.ByteBuffer;

/** {@link WriteAheadLog#append}; another one in tests that show what it is good for. */
@FunctionalInterface
interface RecordAppender {
  void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      Durability durability,
      AppendReceipt receipt);
}
