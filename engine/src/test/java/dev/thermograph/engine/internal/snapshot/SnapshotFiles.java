package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/** Snapshot files as bytes. */
final class SnapshotFiles {
  private SnapshotFiles() {}

  static SnapshotStore store(MemorySegmentFiles files) throws IOException {
    return SnapshotStore.open(files, SmallGraph.OWNER, new Random(1));
  }

  static SnapshotName write(SnapshotStore store, SnapshotState state) throws IOException {
    return store.write(state, SmallGraph.MICROS, _ -> {}, Progress.SILENT, new Cancellation());
  }

  /** The file of a state, always with the same file id. */
  static byte[] bytesOf(SnapshotState state) throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    SnapshotName name = write(store(files), state);
    return read(files, name.file());
  }

  static byte[] read(MemorySegmentFiles files, String name) throws IOException {
    try (SegmentFile file = files.openForReading(name)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.lengthBytes());
      file.readFully(bytes, 0);
      return bytes.array();
    }
  }

  static SegmentFile fileOf(byte[] bytes) throws IOException {
    MemorySegmentFiles files = MemorySegmentFiles.create();
    SegmentFile file = files.create("snapshot");
    file.writeFully(ByteBuffer.wrap(bytes), 0);
    return file;
  }

  static List<String> textOf(byte[] bytes, SnapshotChecks checks) throws IOException {
    SnapshotTexts texts = new SnapshotTexts();
    new SnapshotReader(new SnapshotInput(fileOf(bytes), checks), Progress.SILENT).read(texts);
    return texts.lines;
  }

  static List<String> textOf(byte[] bytes) throws IOException {
    return textOf(bytes, SnapshotChecks.ALL);
  }

  /** Gives all blocks right checksums, and the whole a right digest if wanted. */
  static byte[] resealed(byte[] damaged, boolean digestToo) {
    byte[] bytes = damaged.clone();
    if (digestToo) {
      putDigest(bytes);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.length; at += SnapshotLayout.BLOCK_BYTES) {
      int end = Math.min(bytes.length, at + SnapshotLayout.BLOCK_BYTES);
      if (end - at > SnapshotLayout.PAYLOAD_OFFSET) {
        CRC32C crc = new CRC32C();
        int from = at + SnapshotLayout.PAYLOAD_BYTES_OFFSET;
        crc.update(bytes, from, end - from);
        buffer.putInt(at + SnapshotLayout.CRC_OFFSET, (int) crc.getValue());
      }
    }
    return bytes;
  }

  /** Where a byte of the stream stands in the file. */
  static int place(int streamOffset) {
    int block = streamOffset / SnapshotLayout.PAYLOAD_BYTES_MAX;
    return streamOffset + (block + 1) * SnapshotLayout.PAYLOAD_OFFSET;
  }

  static int streamLength(byte[] file) {
    int blocks = Math.ceilDiv(file.length, SnapshotLayout.BLOCK_BYTES);
    return file.length - blocks * SnapshotLayout.PAYLOAD_OFFSET;
  }

  private static void putDigest(byte[] file) {
    int end = streamLength(file) - SnapshotLayout.DIGEST_BYTES - Long.BYTES;
    if (end < 0) {
      return;
    }
    MessageDigest digest = Digests.sha256();
    for (int at = 0; at < end; at++) {
      digest.update(file[place(at)]);
    }
    byte[] sum = digest.digest();
    for (int at = 0; at < sum.length; at++) {
      file[place(end + at)] = sum[at];
    }
  }
}
