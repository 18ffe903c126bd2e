package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.internal.store.Reopening.Rebuild;
import dev.thermograph.engine.internal.store.Reopening.Reopened;
import dev.thermograph.error.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether files may be used again, and opens them.
 *
 * <p>Chronicle waits for a minute on a file whose writer was killed, so it gets no file to see
 * before plain reading has shown every byte to be that of the clean close. Then the mark is deleted
 * durably, since from the first write on it would lie. Last, the regions are checked where the
 * engine will read them. <em>Single-threaded.</em>
 */
final class Reopener {
  /** What is compared with the mark; less than everything only to show that the tests can fail. */
  enum Checks {
    ALL,
    NO_CHECKSUMS
  }

  private final ExtentFiles files;
  private final String identity;
  private final Checks checks;

  Reopener(ExtentFiles files, String identity, Checks checks) {
    this.files = files;
    this.identity = identity;
    this.checks = checks;
  }

  Reopening reopen() {
    CleanMark mark;
    try {
      Optional<CleanMark> found = readMark();
      if (found.isEmpty()) {
        return new Rebuild("no mark of a clean close: " + files.directory());
      }
      mark = found.get();
      requireFiles(mark);
      files.deleteMark();
    } catch (IOException e) {
      return new Rebuild(files.directory() + ": " + e.getMessage());
    }
    List<ExtentMap> extents = new ArrayList<>();
    Optional<String> failure = openAll(mark, extents);
    if (failure.isPresent()) {
      extents.forEach(ExtentMap::close);
      return new Rebuild(failure.get());
    }
    return new Reopened(
        new ChronicleExtents(files, identity, extents), mark.sequence(), mark.payload());
  }

  private Optional<CleanMark> readMark() throws IOException {
    Optional<ByteBuffer> bytes = naming(ExtentFiles.MARK, files::readMark);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    CleanMark mark = naming(ExtentFiles.MARK, () -> CleanMarkLayout.decode(bytes.get()));
    if (!mark.identity().equals(identity)) {
      throw new IOException(
          Messages.format(
              "%s: of another tenant or layout: found=%s wanted=%s",
              ExtentFiles.MARK, mark.identity(), identity));
    }
    return Optional.of(mark);
  }

  /** The cheap looks at all files first, then the reading. */
  private void requireFiles(CleanMark mark) throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (int extent = 0; extent < mark.extents().size(); extent++) {
      wanted.add(ExtentFiles.extentName(extent));
    }
    Set<String> found = files.extentNames();
    if (!found.equals(wanted)) {
      throw new IOException("files are not as sealed: found=" + found + " sealed=" + wanted);
    }
    for (int extent = 0; extent < mark.extents().size(); extent++) {
      Path file = files.extent(extent);
      long length = naming(ExtentFiles.extentName(extent), () -> ExtentFiles.length(file));
      requireSame(extent, "length", length, mark.extents().get(extent).fileBytes());
    }
    if (checks == Checks.ALL) {
      for (int extent = 0; extent < mark.extents().size(); extent++) {
        Path file = files.extent(extent);
        int crc = naming(ExtentFiles.extentName(extent), () -> ExtentFiles.sum(file).crc());
        requireSame(extent, "checksum", crc, mark.extents().get(extent).fileCrc());
      }
    }
  }

  /** What can fail over one file. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T naming(String file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(int extent, String what, long found, long sealed)
      throws IOException {
    if (found != sealed) {
      throw new IOException(
          Messages.format(
              "%s: %s not as sealed: found=%d sealed=%d",
              ExtentFiles.extentName(extent), what, found, sealed));
    }
  }

  /** Adds what it opened; a reason means that one could not be opened. */
  private Optional<String> openAll(CleanMark mark, List<ExtentMap> extents) {
    for (int extent = 0; extent < mark.extents().size(); extent++) {
      CleanMark.ExtentSum sum = mark.extents().get(extent);
      Path file = files.extent(extent);
      int[] crcs = sum.regionCrcs();
      try {
        ExtentMap opened = ExtentMap.open(file, sum.regionBytes(), crcs.length);
        extents.add(opened);
        if (checks == Checks.ALL && !Arrays.equals(opened.regionCrcs(), crcs)) {
          return Optional.of(file + ": a region is not as sealed");
        }
      } catch (IOException
          | RuntimeException
          | AssertionError
          | InternalError
          | OutOfMemoryError e) {
        return Optional.of(file + ": " + e);
      }
    }
    return Optional.empty();
  }
}
