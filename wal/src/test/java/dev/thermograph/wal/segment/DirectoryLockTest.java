package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.Severity;
import dev.thermograph.wal.error.DirectoryLockedException;
import dev.thermograph.wal.error.DirectoryNotWritableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {
  @TempDir Path directory;

  @Test
  void secondOpenInThisProcessNamesThisProcess() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-02-03T04:05:06Z"));
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(directory, clock)) {
      assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
          .isInstanceOfSatisfying(
              DirectoryLockedException.class,
              refused -> assertThat(refused.severity()).isEqualTo(Severity.RETRY))
          .hasMessageContaining("directory=" + directory)
          .hasMessageContaining("pid=" + ProcessHandle.current().pid())
          .hasMessageContaining("host=" + HostName.get())
          .hasMessageContaining("since=2026-02-03T04:05:06Z");
    }
  }

  @Test
  void secondOpenThroughALinkToTheDirectoryIsRefused() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(real)) {
      assertThatThrownBy(() -> DiskSegmentFiles.open(link))
          .isInstanceOf(DirectoryLockedException.class);
    }
  }

  @Test
  void lockHeldByAnotherProcessNamesThatProcess() throws IOException {
    try (LockHolder other = LockHolder.start(directory).requireReady()) {
      assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
          .isInstanceOf(DirectoryLockedException.class)
          .hasMessageContaining("pid=" + other.pid())
          .hasMessageContaining("host=" + HostName.get())
          .hasMessageContaining("since=20");
    }
  }

  @Test
  void refusedOpenLeavesTheLockFileAsItWas() throws IOException {
    Path file = directory.resolve(FileNames.LOCK);
    try (LockHolder _ = LockHolder.start(directory).requireReady()) {
      byte[] before = Files.readAllBytes(file);
      FileTime modified = Files.getLastModifiedTime(file);
      assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
          .isInstanceOf(DirectoryLockedException.class);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
    }
  }

  @Test
  void refusedOpenDoesNotTakeTheLockFromItsHolder() throws IOException {
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(directory)) {
      assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
          .isInstanceOf(DirectoryLockedException.class);
      assertAnotherProcessIsRefused();
    }
  }

  @Test
  void lockOfAKilledProcessIsNoObstacle() throws IOException {
    LockHolder other = LockHolder.start(directory).requireReady();
    other.kill();
    assertThat(Files.readString(directory.resolve(FileNames.LOCK))).contains("pid=" + other.pid());
    try (DiskSegmentFiles files = DiskSegmentFiles.open(directory)) {
      assertThat(files.list()).isEmpty();
    }
  }

  @Test
  void closeLetsAnotherProcessIn() throws IOException {
    DiskSegmentFiles.open(directory).close();
    try (LockHolder other = LockHolder.start(directory)) {
      assertThat(other.firstLine()).isEqualTo("ready");
    }
  }

  @Test
  void lockFileOfALongerFormerHolderIsShortened() throws IOException {
    Path file = directory.resolve(FileNames.LOCK);
    Files.writeString(file, "x".repeat(4_000));
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(directory)) {
      assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
          .isInstanceOf(DirectoryLockedException.class);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .first()
        .isEqualTo("pid=" + ProcessHandle.current().pid());
  }

  @Test
  void lockFileThatIsALinkIsNotFollowed() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "precious");
    Path logDirectory = Files.createDirectory(directory.resolve("log"));
    Files.createSymbolicLink(logDirectory.resolve(FileNames.LOCK), precious);
    assertThatThrownBy(() -> DiskSegmentFiles.open(logDirectory))
        .isInstanceOf(DirectoryNotWritableException.class)
        .hasMessageContaining(FileNames.LOCK);
    assertThat(precious).hasContent("precious");
  }

  @Test
  void failedOpenLeavesTheDirectoryFreeForTheNextOne() throws IOException {
    Path lock = Files.createDirectory(directory.resolve(FileNames.LOCK));
    assertThatThrownBy(() -> DiskSegmentFiles.open(directory))
        .isInstanceOf(DirectoryNotWritableException.class);
    Files.delete(lock);
    DiskSegmentFiles.open(directory).close();
    assertThat(lock).isRegularFile();
  }

  /**
   * Two copies of the engine in one process, as in an application server, do not see each other's
   * static fields; and on POSIX closing a second descriptor of LOCK would give the lock away.
   */
  @Test
  void openThroughAnotherClassLoaderIsRefusedAndLosesNoLock() throws Exception {
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(directory);
        URLClassLoader loader = new URLClassLoader(classPath(), null)) {
      Class<?> copy = loader.loadClass(DiskSegmentFiles.class.getName());
      assertThat(copy).isNotSameAs(DiskSegmentFiles.class);
      assertThatThrownBy(() -> openWith(copy))
          .hasMessageContaining("pid=" + ProcessHandle.current().pid());
      assertAnotherProcessIsRefused();
    }
  }

  @Test
  void channelKeptOpenForAnotherClassLoaderServesTheNextOpen() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(classPath(), null)) {
      Class<?> copy = loader.loadClass(DiskSegmentFiles.class.getName());
      try (DiskSegmentFiles _ = DiskSegmentFiles.open(directory)) {
        assertThatThrownBy(() -> openWith(copy)).isNotNull();
      }
      try (AutoCloseable _ = openWith(copy)) {
        assertAnotherProcessIsRefused();
      }
    }
    DiskSegmentFiles.open(directory).close();
  }

  private AutoCloseable openWith(Class<?> copy) throws Exception {
    try {
      return (AutoCloseable) copy.getMethod("open", Path.class).invoke(null, directory);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private void assertAnotherProcessIsRefused() throws IOException {
    try (LockHolder other = LockHolder.start(directory)) {
      assertThat(other.firstLine())
          .contains("directory is in use")
          .contains("pid=" + ProcessHandle.current().pid());
    }
  }

  /** Where the classes under test come from; they need nothing else at run time. */
  private static URL[] classPath() throws MalformedURLException {
    URI classes =
        URI.create(
            DiskSegmentFiles.class.getProtectionDomain().getCodeSource().getLocation().toString());
    return new URL[] {classes.toURL()};
  }
}
