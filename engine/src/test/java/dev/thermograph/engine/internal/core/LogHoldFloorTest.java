package dev.thermograph.engine.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.tenancy.LogFloors;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tenant is closed while the log lets go of what nobody needs. */
@Timeout(60)
final class LogHoldFloorTest {
  private static final int RELEASES = 3;
  private static final int RECORD_BYTES = 16_000;

  private final WriteAheadLog log =
      WriteAheadLog.open(
          MemorySegmentFiles.create(),
          LogOptions.defaults()
              .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
              .withPreparedSegmentCountMax(0));

  /** A log of which some goes, each time just before somebody takes hold of the rest. */
  private final class Slipping implements LogFloors {
    private final RetentionFloor keeper = log.retainFrom("keeper", 1);
    private int releasesLeft;

    @Override
    public long firstRetainedSequence() {
      return log.firstRetainedSequence();
    }

    @Override
    public RetentionFloor retainFrom(String owner, long sequence) {
      if (releasesLeft > 0) {
        releasesLeft--;
        long before = log.firstRetainedSequence();
        while (log.firstRetainedSequence() == before) {
          keeper.advance(keeper.sequence() + 1);
          log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(1));
        }
      }
      return log.retainFrom(owner, sequence);
    }
  }

  /** It was: the closing failed, and nobody held the log for the tenant any more. */
  @Test
  void itIsHeldFromWhatIsLeft() {
    TenantRegistry registry = TenantRegistry.inMemory(LogClock.SYSTEM);
    RegisteredTenant tenant = registry.create("acme", TenantOptions.DEFAULT, _ -> true);
    for (int record = 0; record < 1_000; record++) {
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(RECORD_BYTES));
    }
    Slipping floors = new Slipping();
    try (LogHold hold = new LogHold(registry, log, floors, LogClock.SYSTEM)) {
      floors.releasesLeft = RELEASES;
      hold.closed(tenant, new Standing(1, 1));
      long first = log.firstRetainedSequence();
      assertThat(floors.releasesLeft).isZero();
      assertThat(first).isGreaterThan(RELEASES);
      floors.keeper.close();
      hold.advance();
      log.appendAndAwait(1, (byte) 1, ByteBuffer.allocate(1));
      assertThat(log.firstRetainedSequence()).as("it is held").isEqualTo(first);
    }
    log.close();
  }
}
