package dev.thermograph.engine.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * The files of two clean closes of one directory, the older of them for staleness.
 *
 * @param content all regions' bytes at the newer close
 */
@SuppressWarnings("ArrayRecordComponent")
record SealedSet(Map<String, byte[]> older, Map<String, byte[]> newer, byte[] content) {
  static final long SEQUENCE = 1_000_017;
  static final byte[] PAYLOAD = {3, 1, 4, 1, 5};

  static SealedSet make(Path directory, Random random) throws IOException {
    ChronicleExtents extents = ChronicleExtents.create(directory, ExtentsChild.IDENTITY);
    extents.add(16384, 4);
    extents.add(16384, 4);
    extents.add(65536, 1);
    Bytes.fill(extents, random);
    extents.closeCleanly(SEQUENCE - 1, PAYLOAD);
    Map<String, byte[]> older = read(directory);

    Reopening reopening = ChronicleExtents.reopen(directory, ExtentsChild.IDENTITY);
    try (ChronicleExtents again = ((Reopening.Reopened) reopening).extents()) {
      again.add(4096, 3);
      for (int extent = 0; extent < again.count(); extent++) {
        Bytes.putLong(again.addresses(extent)[0] + 4088, random.nextLong());
      }
      byte[] content = Bytes.readAll(again);
      again.closeCleanly(SEQUENCE, PAYLOAD);
      return new SealedSet(older, read(directory), content);
    }
  }

  static Map<String, byte[]> read(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        files.put(String.valueOf(entry.getFileName()), Files.readAllBytes(entry));
      }
    }
    return files;
  }

  int extentCount() {
    return newer.size() - 1;
  }

  int olderExtentCount() {
    return older.size() - 1;
  }

  byte[] olderFile(String name) {
    return Objects.requireNonNull(older.get(name));
  }

  /** The newer files, unharmed, in a directory of their own. */
  Path copyTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : newer.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }
}
