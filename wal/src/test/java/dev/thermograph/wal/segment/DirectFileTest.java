package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectFileTest {
  /** A file of a system that refuses direct reads. */
  private static final Path NEVER_DIRECT = Path.of("/proc/version");

  @TempDir Path directory;

  /** It was: any failure made recovery believe the page cache. */
  @Test
  void aFailureThatIsNoRefusalOfDirectReadsIsNotHidden() throws IOException {
    IOException broken = new FileSystemException("file", null, "Input/output error");
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile cached = files.create("cached")) {
      assertThatThrownBy(() -> DirectFile.open(() -> fail(broken), () -> cached)).isSameAs(broken);
      IOException wrapped = DiskFailures.onPath("open direct", directory, broken);
      assertThatThrownBy(() -> DirectFile.open(() -> fail(wrapped), () -> cached))
          .isSameAs(wrapped);
      IOException mute = new IOException("no reason");
      assertThatThrownBy(() -> DirectFile.open(() -> fail(mute), () -> cached)).isSameAs(mute);
    }
  }

  @Test
  void whereTheSystemHasNoDirectReadsTheCacheIsRead() throws IOException {
    IOException refusal = new FileSystemException("file", null, "Invalid argument");
    try (MemorySegmentFiles files = MemorySegmentFiles.create();
        SegmentFile cached = files.create("cached")) {
      IOException wrapped = DiskFailures.onPath("open direct", directory, refusal);
      assertThat(DirectFile.open(() -> fail(wrapped), () -> cached)).isSameAs(cached);
      assertThat(
              DirectFile.open(
                  () -> {
                    throw new UnsupportedOperationException();
                  },
                  () -> cached))
          .isSameAs(cached);
    }
  }

  private static SegmentFile fail(IOException failure) throws IOException {
    throw failure;
  }

  /** The same asked of the system itself, whatever language it answers in. */
  @Test
  void aFileThatTheSystemDoesNotReadDirectlyIsReadThroughTheCache() throws IOException {
    assumeTrue(Files.isReadable(NEVER_DIRECT), "a system with " + NEVER_DIRECT);
    Files.createSymbolicLink(directory.resolve("link"), NEVER_DIRECT);
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.openFromDevice("link")) {
      ByteBuffer first = ByteBuffer.allocate(1);
      file.readFully(first, 0);
      assertThat(first.flip().get()).isEqualTo(Files.readAllBytes(NEVER_DIRECT)[0]);
    }
  }

  @Test
  void aFileIsReadFromTheDeviceAtAnyOffset() throws IOException {
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      try (SegmentFile written = files.create("file")) {
        written.writeFully(ByteBuffer.wrap("content".getBytes(StandardCharsets.UTF_8)), 5_000);
        written.sync();
      }
      try (SegmentFile file = files.openFromDevice("file")) {
        ByteBuffer read = ByteBuffer.allocate(4);
        file.readFully(read, 5_003);
        assertThat(StandardCharsets.UTF_8.decode(read.flip()).toString()).isEqualTo("tent");
      }
    }
  }

  @Test
  void aMissingFileIsReportedByTheDirectOpening() throws IOException {
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      assertThatThrownBy(() -> files.openFromDevice("missing"))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("open direct");
    }
  }
}
