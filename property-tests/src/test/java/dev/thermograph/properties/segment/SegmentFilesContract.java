package dev.thermograph.properties.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.error.ReadOnlyAccessException;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One behaviour of the file seam per test; a subclass names the implementation. */
abstract class SegmentFilesContract {
  private static final int LENGTH_BYTES = 10_000;

  @TempDir Path directory;

  private SegmentFiles files;

  /** An empty directory of the implementation under test. */
  abstract SegmentFiles openEmpty(Path directory) throws IOException;

  @BeforeEach
  void openFiles() throws IOException {
    files = openEmpty(directory);
  }

  @AfterEach
  void closeFiles() {
    files.close();
  }

  @Test
  void newDirectoryIsEmpty() throws IOException {
    assertThat(files.list()).isEmpty();
    assertThat(files.describe()).isNotBlank();
  }

  @Test
  void createdFileIsEmptyAndListed() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      assertThat(file.name()).isEqualTo("a.log");
      assertThat(file.lengthBytes()).isZero();
      assertThat(files.list()).containsExactly("a.log");
    }
  }

  @Test
  void writtenBytesComeBack() throws IOException {
    byte[] bytes = pattern(LENGTH_BYTES, 1);
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(bytes), 0);
      assertThat(file.lengthBytes()).isEqualTo(LENGTH_BYTES);
      assertThat(contentOf(file)).isEqualTo(bytes);
    }
  }

  @Test
  void writeMovesTheSourceByTheCountItReturns() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      ByteBuffer source = ByteBuffer.wrap(pattern(100, 1)).position(10).limit(60);
      int written = file.write(source, 0);
      assertThat(written).isBetween(1, 50);
      assertThat(source.position()).isEqualTo(10 + written);
      assertThat(source.limit()).isEqualTo(60);
    }
  }

  @Test
  void directAndReadOnlyBuffersAreWrittenAlike() throws IOException {
    byte[] bytes = pattern(700, 3);
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), 0);
      file.writeFully(ByteBuffer.allocateDirect(700).put(bytes).flip(), 700);
      ByteBuffer target = ByteBuffer.allocateDirect(700);
      assertThat(file.readFully(target, 700)).isEqualTo(700);
      assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(bytes));
    }
  }

  @Test
  void laterWriteReplacesOnlyItsOwnBytes() throws IOException {
    byte[] expected = pattern(LENGTH_BYTES, 1);
    byte[] patch = pattern(1_500, 2);
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(expected), 0);
      file.writeFully(ByteBuffer.wrap(patch), 777);
      System.arraycopy(patch, 0, expected, 777, patch.length);
      assertThat(contentOf(file)).isEqualTo(expected);
    }
  }

  @Test
  void gapBeforeAWriteReadsAsZeros() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(new byte[] {1}), 0);
      file.writeFully(ByteBuffer.wrap(new byte[] {9}), 5_000);
      byte[] expected = new byte[5_001];
      expected[0] = 1;
      expected[5_000] = 9;
      assertThat(contentOf(file)).isEqualTo(expected);
    }
  }

  @Test
  void emptyWriteChangesNothing() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      assertThat(file.write(ByteBuffer.allocate(0), 4_000)).isZero();
      assertThat(file.lengthBytes()).isZero();
    }
  }

  @Test
  void readAtOrPastTheEndReturnsMinusOne() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      assertThat(file.read(ByteBuffer.allocate(8), 0)).isEqualTo(-1);
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      assertThat(file.read(ByteBuffer.allocate(8), 10)).isEqualTo(-1);
      assertThat(file.read(ByteBuffer.allocate(8), 1_000_000)).isEqualTo(-1);
      assertThat(file.readFully(ByteBuffer.allocate(8), 10)).isZero();
    }
  }

  @Test
  void readStopsAtTheEndOfTheFile() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(file.readFully(target, 4)).isEqualTo(6);
      assertThat(target.position()).isEqualTo(6);
    }
  }

  @Test
  void readIntoAFullBufferReturnsZero() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      assertThat(file.read(ByteBuffer.allocate(0), 0)).isZero();
    }
  }

  @Test
  void negativeOffsetIsRefused() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), -1))
          .isInstanceOf(InvalidArgumentException.class);
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), -1))
          .isInstanceOf(InvalidArgumentException.class);
    }
  }

  @Test
  void syncsSucceed() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      file.sync();
      file.syncWithMetadata();
      files.syncDirectory();
      assertThat(file.lengthBytes()).isEqualTo(10);
    }
  }

  @Test
  void createRefusesATakenNameAndLeavesTheFile() throws IOException {
    write("a.log", 10);
    assertThatThrownBy(() -> files.create("a.log"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("a.log");
    assertThat(lengthOf("a.log")).isEqualTo(10);
  }

  @Test
  void openRefusesAMissingFileAndDoesNotCreateIt() throws IOException {
    assertThatThrownBy(() -> files.open("a.log"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.log");
    assertThatThrownBy(() -> files.openForReading("a.log")).isInstanceOf(NoSuchFileException.class);
    assertThat(files.list()).isEmpty();
  }

  @Test
  void reopenedFileHasItsContentAndCanBeWritten() throws IOException {
    write("a.log", 10);
    try (SegmentFile file = files.open("a.log")) {
      file.writeFully(ByteBuffer.wrap(pattern(5, 9)), 10);
      assertThat(file.lengthBytes()).isEqualTo(15);
    }
  }

  @Test
  void fileOpenedForReadingRefusesWrites() throws IOException {
    write("a.log", 10);
    try (SegmentFile file = files.openForReading("a.log")) {
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 0))
          .isInstanceOf(ReadOnlyAccessException.class)
          .hasMessageContaining("a.log");
      assertThat(contentOf(file)).isEqualTo(pattern(10, 1));
    }
  }

  @Test
  void fileOpenedFromTheDeviceShowsWhatWasSyncedAndRefusesWrites() throws IOException {
    byte[] bytes = pattern(LENGTH_BYTES, 1);
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(bytes), 0);
      file.sync();
      try (SegmentFile device = files.openFromDevice("a.log")) {
        assertThat(contentOf(device)).isEqualTo(bytes);
        ByteBuffer some = ByteBuffer.allocate(100);
        assertThat(device.readFully(some, LENGTH_BYTES - 50)).isEqualTo(50);
        assertThat(device.readFully(some.clear(), 4_090)).isEqualTo(100);
        assertThat(some.array()).isEqualTo(Arrays.copyOfRange(bytes, 4_090, 4_190));
        assertThat(device.read(some.clear(), LENGTH_BYTES)).isEqualTo(-1);
        assertThatThrownBy(() -> device.write(ByteBuffer.allocate(1), 0))
            .isInstanceOf(ReadOnlyAccessException.class);
      }
    }
  }

  @Test
  void deviceRefusesAMissingFile() {
    assertThatThrownBy(() -> files.openFromDevice("a.log"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.log");
  }

  @Test
  void oneHandleSeesWhatAnotherOneWrote() throws IOException {
    try (SegmentFile writer = files.create("a.log");
        SegmentFile reader = files.openForReading("a.log")) {
      writer.writeFully(ByteBuffer.wrap(pattern(600, 4)), 0);
      assertThat(contentOf(reader)).isEqualTo(pattern(600, 4));
    }
  }

  @Test
  void anotherThreadCanReadWhatOneWrote() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      file.writeFully(ByteBuffer.wrap(pattern(600, 4)), 0);
      CompletableFuture<byte[]> read = new CompletableFuture<>();
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  read.complete(contentOf(file));
                } catch (IOException e) {
                  failure.set(e);
                  read.complete(new byte[0]);
                }
              });
      assertThat(read.join()).isEqualTo(pattern(600, 4));
      assertThat(failure.get()).isNull();
    }
  }

  @Test
  void renameMovesTheContent() throws IOException {
    write("a.log", 10);
    files.rename("a.log", "b.log");
    assertThat(files.list()).containsExactly("b.log");
    assertThat(lengthOf("b.log")).isEqualTo(10);
  }

  @Test
  void openFileStaysUsableAfterARename() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      files.rename("a.log", "b.log");
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      file.sync();
    }
    assertThat(lengthOf("b.log")).isEqualTo(10);
  }

  @Test
  void renameRefusesATakenTargetAndLeavesBoth() throws IOException {
    write("a.log", 10);
    write("b.log", 20);
    assertThatThrownBy(() -> files.rename("a.log", "b.log"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("b.log");
    assertThat(lengthOf("a.log")).isEqualTo(10);
    assertThat(lengthOf("b.log")).isEqualTo(20);
  }

  @Test
  void renameRefusesAMissingSource() {
    assertThatThrownBy(() -> files.rename("a.log", "b.log"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.log");
  }

  @Test
  void deletedFileIsGoneAndItsNameIsFree() throws IOException {
    write("a.log", 10);
    files.delete("a.log");
    assertThat(files.list()).isEmpty();
    files.create("a.log").close();
    assertThat(lengthOf("a.log")).isZero();
  }

  @Test
  void deleteRefusesAMissingFile() {
    assertThatThrownBy(() -> files.delete("a.log"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.log");
  }

  @Test
  void badNamesAreRefusedEverywhere() {
    assertThatThrownBy(() -> files.create("../a")).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> files.open("a/b")).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> files.openForReading("")).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> files.rename("LOCK", "a"))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> files.rename("a", "LOCK"))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> files.delete("lock")).isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void closedFileSaysSo() throws IOException {
    SegmentFile file = files.create("a.log");
    file.close();
    file.close();
    assertThatThrownBy(file::lengthBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed")
        .hasMessageContaining("a.log");
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).hasMessageContaining("closed");
    assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 0)).hasMessageContaining("closed");
    assertThatThrownBy(file::sync).hasMessageContaining("closed");
    assertThatThrownBy(file::syncWithMetadata).hasMessageContaining("closed");
  }

  @Test
  void closedDirectorySaysSoWhileItsFilesStayUsable() throws IOException {
    try (SegmentFile file = files.create("a.log")) {
      files.close();
      files.close();
      assertThatThrownBy(files::list)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> files.create("b.log")).hasMessageContaining("closed");
      assertThatThrownBy(files::syncDirectory).hasMessageContaining("closed");
      file.writeFully(ByteBuffer.wrap(pattern(10, 1)), 0);
      file.sync();
      assertThat(contentOf(file)).isEqualTo(pattern(10, 1));
    }
  }

  private void write(String name, int lengthBytes) throws IOException {
    try (SegmentFile file = files.create(name)) {
      file.writeFully(ByteBuffer.wrap(pattern(lengthBytes, 1)), 0);
    }
  }

  private long lengthOf(String name) throws IOException {
    try (SegmentFile file = files.openForReading(name)) {
      return file.lengthBytes();
    }
  }

  private static byte[] contentOf(SegmentFile file) throws IOException {
    ByteBuffer target = ByteBuffer.allocate((int) file.lengthBytes());
    file.readFully(target, 0);
    return target.array();
  }

  private static byte[] pattern(int lengthBytes, int seed) {
    byte[] bytes = new byte[lengthBytes];
    for (int index = 0; index < lengthBytes; index++) {
      bytes[index] = (byte) (index * 7 + seed);
    }
    return bytes;
  }
}
