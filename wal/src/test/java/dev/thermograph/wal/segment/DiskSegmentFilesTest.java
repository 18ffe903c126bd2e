package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.error.DirectoryNotWritableException;
import dev.thermograph.wal.error.NotADirectoryException;
import dev.thermograph.wal.error.ReadOnlyAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSegmentFilesTest {
  /** Refuses new entries even for the superuser, whom permissions do not bind. */
  private static final Path SYSTEM_DIRECTORY = Path.of("/sys/kernel");

  @TempDir Path directory;

  @Test
  void openCreatesTheDirectoryAndItsMissingParents() throws IOException {
    Path deep = directory.resolve("a").resolve("b").resolve("c");
    try (DiskSegmentFiles files = DiskSegmentFiles.open(deep)) {
      assertThat(deep).isDirectory();
      assertThat(files.describe()).isEqualTo(deep.toString());
    }
  }

  @Test
  void listHidesTheLockAndDirectories() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    Files.createFile(directory.resolve("some.file"));
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      assertThat(files.list()).containsExactly("some.file");
    }
  }

  @Test
  void pathThatIsARegularFileIsRefusedAndLeftAsItWas() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    assertThatThrownBy(() -> DiskSegmentFiles.open(file))
        .isInstanceOf(NotADirectoryException.class)
        .hasMessageContaining("directory=" + file);
    assertThatThrownBy(() -> DiskSegmentFiles.openReadOnly(file))
        .isInstanceOf(NotADirectoryException.class);
    assertThat(file).hasContent("content");
  }

  @Test
  void pathThroughARegularFileIsRefusedAndNamesTheObstacle() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    assertThatThrownBy(() -> DiskSegmentFiles.open(file.resolve("below")))
        .isInstanceOf(NotADirectoryException.class)
        .hasMessageContaining("obstacle=" + file);
  }

  @Test
  void directoryThatTakesNoFilesIsRefusedAndLeftAsItWas() throws IOException {
    Path unwritable = unwritableDirectory();
    List<Path> before = children(unwritable);
    assertThatThrownBy(() -> DiskSegmentFiles.open(unwritable))
        .isInstanceOfSatisfying(
            ThermographException.class,
            refused -> assertThat(refused.severity()).isEqualTo(Severity.REFUSED))
        .isInstanceOf(DirectoryNotWritableException.class)
        .hasMessageContaining("directory=" + unwritable)
        .hasMessageContaining("reason=");
    assertThat(children(unwritable)).isEqualTo(before);
  }

  @Test
  void directoryThatCannotBeCreatedIsRefused() throws IOException {
    Path below = unwritableDirectory().resolve("log");
    assertThatThrownBy(() -> DiskSegmentFiles.open(below))
        .isInstanceOf(DirectoryNotWritableException.class)
        .hasMessageContaining("directory=" + below);
  }

  @Test
  void readOnlyOpenWorksBesideTheWriterAndSeesItsWrites() throws IOException {
    try (DiskSegmentFiles writer = DiskSegmentFiles.open(directory);
        DiskSegmentFiles reader = DiskSegmentFiles.openReadOnly(directory);
        SegmentFile written = writer.create("a.log")) {
      written.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      try (SegmentFile read = reader.openForReading("a.log")) {
        ByteBuffer target = ByteBuffer.allocate(8);
        assertThat(read.readFully(target, 0)).isEqualTo(3);
        assertThat(target.array()).startsWith(1, 2, 3);
      }
    }
  }

  @Test
  void readOnlyOpenRefusesEveryChange() throws IOException {
    DiskSegmentFiles.open(directory).close();
    Files.createFile(directory.resolve("a.log"));
    try (DiskSegmentFiles files = DiskSegmentFiles.openReadOnly(directory)) {
      assertThatThrownBy(() -> files.create("b.log")).isInstanceOf(ReadOnlyAccessException.class);
      assertThatThrownBy(() -> files.open("a.log")).isInstanceOf(ReadOnlyAccessException.class);
      assertThatThrownBy(() -> files.delete("a.log")).isInstanceOf(ReadOnlyAccessException.class);
      assertThatThrownBy(() -> files.rename("a.log", "b.log"))
          .isInstanceOf(ReadOnlyAccessException.class)
          .hasMessageContaining("operation=rename")
          .hasMessageContaining("a.log");
      assertThat(files.list()).containsExactly("a.log");
    }
  }

  @Test
  void readOnlyOpenOfAMissingDirectoryDoesNotCreateIt() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> DiskSegmentFiles.openReadOnly(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  void fullDiskIsReportedWithFileOperationAndOffset() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Files.createSymbolicLink(directory.resolve("full.log"), full);
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory);
        SegmentFile file = files.open("full.log")) {
      assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[512]), 4096))
          .isInstanceOf(IOException.class)
          .hasMessage("could not write: file=full.log offset=4096: No space left on device")
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void renameOntoATakenNameIsRefusedAndNamesTheTarget() throws IOException {
    Files.writeString(directory.resolve("a.log"), "a");
    Files.writeString(directory.resolve("b.log"), "b");
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      assertThatThrownBy(() -> files.rename("a.log", "b.log"))
          .hasMessageContaining("could not rename")
          .hasMessageContaining(directory.resolve("b.log").toString());
    }
    assertThat(directory.resolve("b.log")).hasContent("b");
  }

  @Test
  void callsOnAClosedDirectorySaySo() throws IOException {
    DiskSegmentFiles files = DiskSegmentFiles.open(directory);
    files.close();
    files.close();
    assertThatThrownBy(files::list).isInstanceOf(IOException.class).hasMessageContaining("closed");
    assertThatThrownBy(() -> files.create("a.log")).hasMessageContaining("closed");
    assertThatThrownBy(() -> files.delete("a.log")).hasMessageContaining("closed");
    assertThatThrownBy(files::syncDirectory).hasMessageContaining("closed");
    assertThat(directory.resolve("a.log")).doesNotExist();
  }

  @Test
  void filesStayUsableAfterTheirDirectoryIsClosed() throws IOException {
    DiskSegmentFiles files = DiskSegmentFiles.open(directory);
    try (SegmentFile file = files.create("a.log")) {
      files.close();
      file.writeFully(ByteBuffer.wrap(new byte[] {7}), 0);
      file.sync();
      assertThat(file.lengthBytes()).isEqualTo(1);
    }
  }

  @Test
  void ioThreadEndsWithTheLastFile() throws IOException {
    Set<Thread> before = ioThreads();
    DiskSegmentFiles files = DiskSegmentFiles.open(directory);
    SegmentFile file = files.create("a.log");
    Set<Thread> during = ioThreads();
    during.removeAll(before);
    assertThat(during).hasSize(1);
    files.close();
    assertThat(during).allMatch(Thread::isAlive);
    file.close();
    file.close();
    for (Thread thread : during) {
      joinUninterruptibly(thread);
    }
    assertThat(ioThreads()).doesNotContainAnyElementsOf(during);
  }

  @Test
  void failedOpenLeavesNoThreadBehind() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Set<Thread> before = ioThreads();
    assertThatThrownBy(() -> DiskSegmentFiles.open(file)).isNotNull();
    Set<Thread> left = ioThreads();
    left.removeAll(before);
    for (Thread thread : left) {
      joinUninterruptibly(thread);
    }
    assertThat(before).containsAll(ioThreads());
  }

  private Path unwritableDirectory() throws IOException {
    Path plain = Files.createDirectory(directory.resolve("plain"));
    Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("r-xr-xr-x"));
    if (!Files.isWritable(plain)) {
      return plain;
    }
    assumeTrue(
        Files.isDirectory(SYSTEM_DIRECTORY),
        "running as superuser on a system without " + SYSTEM_DIRECTORY);
    return SYSTEM_DIRECTORY;
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }

  private static Set<Thread> ioThreads() {
    Set<Thread> threads = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("thermograph-wal-io")) {
        threads.add(thread);
      }
    }
    return threads;
  }

  private static void joinUninterruptibly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this test", e);
    }
  }
}
