package dev.thermograph.engine.internal.store;

import dev.thermograph.error.Messages;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The files of one tenant's memory: {@code extent-000000.map} and so on, and the mark {@code CLEAN}
 * beside them. Other files in the directory are left alone.
 *
 * <p><em>Immutable.</em> An interrupt closes a channel in use, so call from threads that nobody
 * interrupts.
 */
record ExtentFiles(Path directory) {
  static final String MARK = "CLEAN";
  private static final String MARK_DRAFT = "CLEAN.tmp";
  private static final Pattern EXTENT = Pattern.compile("extent-\\d{6}\\.map");
  private static final int BUFFER_BYTES = 1 << 18;

  static String extentName(int extent) {
    return Messages.format("extent-%06d.map", extent);
  }

  Path extent(int extent) {
    return directory.resolve(extentName(extent));
  }

  /** Names of all extents' files present, in order. */
  Set<String> extentNames() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (EXTENT.matcher(name).matches()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Deletes the mark first and durably, then what it could vouch for. */
  void deleteAll() throws IOException {
    deleteMark();
    for (String name : extentNames()) {
      Files.delete(directory.resolve(name));
    }
  }

  /** No power cut brings the mark back. */
  void deleteMark() throws IOException {
    Files.deleteIfExists(directory.resolve(MARK_DRAFT));
    Files.deleteIfExists(directory.resolve(MARK));
    syncDirectory();
  }

  /** The bytes of the mark; empty when there is none. */
  Optional<ByteBuffer> readMark() throws IOException {
    Path file = directory.resolve(MARK);
    try (FileChannel channel = openRegular(file)) {
      long length = channel.size();
      if (length > CleanMarkLayout.MARK_BYTES_MAX) {
        throw new IOException(
            Messages.format("too long: bytes=%d max=%d", length, CleanMarkLayout.MARK_BYTES_MAX));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new EOFException("became shorter while it was read");
        }
      }
      return Optional.of(bytes.flip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Draft, sync, rename, sync of the directory: the mark is there whole or not at all. */
  void writeMark(ByteBuffer bytes) throws IOException {
    Path draft = directory.resolve(MARK_DRAFT);
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, directory.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  /** Makes the bytes survive a power cut, those written through a mapping included. */
  void syncExtent(int extent) throws IOException {
    try (FileChannel channel =
        FileChannel.open(extent(extent), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Length and CRC-32C of a file, by plain reading. */
  static FileSum sum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    long length = 0;
    try (FileChannel channel = openRegular(file)) {
      while (channel.read(buffer) >= 0) {
        length += buffer.flip().remaining();
        crc.update(buffer);
        buffer.clear();
      }
    }
    return new FileSum(length, (int) crc.getValue());
  }

  /** Length of a regular file. */
  static long length(Path file) throws IOException {
    requireRegular(file);
    return Files.size(file);
  }

  /** Opening a pipe would wait for its writer, and a link may lead to another tenant's file. */
  private static FileChannel openRegular(Path file) throws IOException {
    requireRegular(file);
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static void requireRegular(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file");
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Length and CRC-32C of a whole file. */
  record FileSum(long fileBytes, int crc) {}
}
