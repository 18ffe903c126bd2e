package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt of a caller closes a bare FileChannel for everybody, and nothing of ours. */
final class InterruptTest {
  private static final int ROUND_COUNT = 1_000;
  private static final int RECORD_BYTES = 512;
  private static final long PAUSE_NANOS = 10_000;

  @TempDir Path directory;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  /** Shows that the danger is real, so that the other tests here can fail. */
  @Test
  void bareFileChannelIsClosedByAnInterrupt() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1), 0))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void callerInterruptedBeforeEachOperationNeverClosesTheFile() throws IOException {
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.create("a.log")) {
      for (int round = 0; round < ROUND_COUNT; round++) {
        Thread.currentThread().interrupt();
        writeAndReadBack(file, round);
        assertThat(Thread.interrupted()).as("interrupt flag after round %d", round).isTrue();
      }
    }
  }

  @Test
  void callerInterruptedAtAnyMomentNeverClosesTheFile() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread victim = Thread.currentThread();
    CompletableFuture<Boolean> interrupterEnded = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              while (!done.get()) {
                victim.interrupt();
                LockSupport.parkNanos(PAUSE_NANOS);
              }
              interrupterEnded.complete(true);
            });
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.create("a.log")) {
      for (int round = 0; round < ROUND_COUNT; round++) {
        writeAndReadBack(file, round);
      }
    } finally {
      done.set(true);
      interrupterEnded.join();
    }
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.openForReading("a.log")) {
      assertThat(file.lengthBytes()).isEqualTo((long) ROUND_COUNT * RECORD_BYTES);
    }
  }

  @Test
  void interruptedCallerCanDoEverythingWithNames() throws IOException {
    Thread.currentThread().interrupt();
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      files.create("a.log").close();
      files.rename("a.log", "b.log");
      files.syncDirectory();
      try (SegmentFile file = files.open("b.log")) {
        file.syncWithMetadata();
      }
      assertThat(files.list()).containsExactly("b.log");
      files.delete("b.log");
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void ioThreadCannotBeInterrupted() throws Exception {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.create("a.log")) {
      IoThread thread = new IoThread("test-io", () -> interruptAndWrite(file, failure));
      thread.start();
      thread.join();
      assertThat(failure.get()).isNull();
      assertThat(file.lengthBytes()).isEqualTo(1);
    }
  }

  private static void interruptAndWrite(
      SegmentFile file, AtomicReference<@Nullable Throwable> failure) {
    Thread.currentThread().interrupt();
    try {
      file.write(ByteBuffer.allocate(1), 0);
    } catch (IOException e) {
      failure.set(e);
    }
  }

  private static void writeAndReadBack(SegmentFile file, int round) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).putInt(0, round);
    long offset = (long) round * RECORD_BYTES;
    file.writeFully(record, offset);
    ByteBuffer back = ByteBuffer.allocate(RECORD_BYTES);
    file.readFully(back, offset);
    assertThat(back.getInt(0)).isEqualTo(round);
  }
}
