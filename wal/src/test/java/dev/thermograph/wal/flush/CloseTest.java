package dev.thermograph.wal.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.Durability;
import dev.thermograph.wal.FlakyFiles;
import dev.thermograph.wal.LogImage;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What closing waits for, and who must not wait for it. */
@Timeout(60)
final class CloseTest {
  private static final int PAYLOAD_BYTES = 20_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LogImage image = new LogImage();
  private final FlakyFiles files = new FlakyFiles(image.current());

  /** It was: until the log thread had ended, the preparer went on making segments for nobody. */
  @Test
  void closingBeginsNoSegmentThatNobodyWaitsFor() throws Exception {
    WriteAheadLog log = openAhead(2);
    log.appendAndAwait(1, (byte) 1, LogImage.bytes("the first segment is there"));
    files.holdCreates();
    while (!files.isCreateHeld()) { // by a thread of its own, long before this segment is full
      log.appendAndAwait(1, (byte) 1, LogImage.bytes("pads a block"));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    int begun = files.createCount();
    files.holdSyncs();
    log.append(1, (byte) 1, LogImage.bytes("x"), Durability.sync(), new AppendReceipt());
    Thread closer = new Thread(log::close);
    closer.start();
    awaitWaiting(closer);

    files.releaseCreates();
    while (!files.list().contains(SegmentNames.segment(begun))) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    LockSupport.parkNanos(50 * PAUSE_NANOS);
    files.releaseSyncs();
    closer.join();

    assertThat(files.createCount()).isEqualTo(begun);
    assertThat(image.entries()).last().extracting(LogImage.Entry::text).isEqualTo("x");
  }

  /** The log thread may need one more for what was appended before. */
  @Test
  void aClosingPreparerStillMakesTheSegmentThatIsWaitedFor() throws IOException {
    MemorySegmentFiles memory = MemorySegmentFiles.create();
    SegmentFactory factory =
        new SegmentFactory(memory, 1, 2, LogImage.SEGMENT_BYTES, new Random(1));
    try (SegmentPreparer preparer =
        new SegmentPreparer(memory, factory, List.of(), 1, 1, () -> {})) {
      preparer.start();
      preparer.beginClose();

      preparer.take().file().close();
      preparer.take().file().close();
    }
    assertThat(memory.list())
        .containsExactlyInAnyOrder(SegmentNames.segment(1), SegmentNames.segment(2));
  }

  @Test
  void whoWaitsForSpaceIsToldOfTheClosingAtOnce() throws Exception {
    WriteAheadLog log = openAhead(1);
    files.holdCreates();
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    Thread appender = new Thread(() -> told.complete(appendUntilRefused(log)));
    appender.start();
    awaitWaiting(appender);
    Thread closer = new Thread(log::close);
    closer.start();

    assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(LogClosedException.class);
    files.releaseCreates();
    closer.join();
  }

  private WriteAheadLog openAhead(int segmentCount) {
    return WriteAheadLog.open(files, LogImage.options().withPreparedSegmentCountMax(segmentCount));
  }

  private static Throwable appendUntilRefused(WriteAheadLog log) {
    while (true) {
      try {
        log.append(
            1,
            (byte) 1,
            ByteBuffer.allocate(PAYLOAD_BYTES),
            Durability.none(),
            new AppendReceipt());
      } catch (RuntimeException e) {
        return e;
      }
    }
  }

  /** Waits until a thread has been waiting for a while. */
  private static void awaitWaiting(Thread thread) {
    for (int seen = 0; seen < 20; ) {
      seen = thread.getState() == Thread.State.WAITING ? seen + 1 : 0;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
