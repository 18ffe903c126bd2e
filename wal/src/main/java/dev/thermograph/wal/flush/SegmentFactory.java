package dev.thermograph.wal.flush;

import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.format.v1.SegmentStartLayout;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Makes segment files: full length, durable header, and only then the name of a segment.
 *
 * <p>A file under a segment's name therefore always has a header that was durable once, whatever
 * moment the power fails at. <b>Single-threaded:</b> the opening thread, then the preparer's.
 */
public final class SegmentFactory {
  private static final int ZEROS_BYTES = 256 * 1024;
  private static final int BLANK_START_BYTES =
      FrameLayout.frameBytes(SegmentStartLayout.PAYLOAD_BYTES);

  private final SegmentFiles files;
  private final long logIdHigh;
  private final long logIdLow;
  private final int segmentBytes;
  private final RandomGenerator random;
  private final Set<String> leftBehind = new HashSet<>(List.of(SegmentNames.UNFINISHED));
  private final ByteBuffer zeros;
  private final ByteBuffer blankStart =
      ByteBuffer.allocateDirect(BLANK_START_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer headerBlock =
      ByteBuffer.allocateDirect(SegmentHeaderLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * A factory for one directory.
   *
   * @param random source of epochs and salts: a secure one but in tests
   */
  public SegmentFactory(
      SegmentFiles files, long logIdHigh, long logIdLow, int segmentBytes, RandomGenerator random) {
    this.files = files;
    this.logIdHigh = logIdHigh;
    this.logIdLow = logIdLow;
    this.segmentBytes = segmentBytes;
    this.random = random;
    this.zeros = ByteBuffer.allocateDirect(Math.min(ZEROS_BYTES, segmentBytes));
  }

  /** The random id of the directory that segments are made for. */
  public UUID logId() {
    return new UUID(logIdHigh, logIdLow);
  }

  /** Writes a new file of full length; what a failure leaves is gone before the next attempt. */
  public PreparedSegment create(long segmentNumber) throws IOException {
    leftBehind.add(SegmentNames.UNFINISHED);
    deleteLeftBehind();
    SegmentFile file = files.create(SegmentNames.UNFINISHED);
    return finish(
        file,
        SegmentNames.UNFINISHED,
        segmentNumber,
        () -> {
          for (long offset = 0; offset < segmentBytes; offset += zeros.capacity()) {
            int bytes = (int) Math.min(zeros.capacity(), segmentBytes - offset);
            file.writeFully(zeros.limit(bytes).position(0), offset);
          }
        });
  }

  /**
   * Gives a spare file a new life under a new number and epoch.
   *
   * @return the segment, or a freshly created one when the spare has another length
   */
  public PreparedSegment reuse(String spare, long segmentNumber) throws IOException {
    deleteLeftBehind();
    SegmentFile file = files.open(spare);
    if (file.lengthBytes() != segmentBytes) {
      file.close();
      files.delete(spare);
      return create(segmentNumber);
    }
    return finish(file, spare, segmentNumber, () -> blankStart(file));
  }

  /**
   * Replaces the START of the file's earlier use, which may name the very end of the log when that
   * use was never synced: under a new header it would pass for proof that the header is not its
   * own.
   */
  private void blankStart(SegmentFile file) throws IOException {
    blankStart.clear();
    int payloadBytes = BLANK_START_BYTES - FrameLayout.HEADER_BYTES;
    FrameLayout.putHeader(blankStart, 0, FrameType.START, payloadBytes, 0, 0, 0, (byte) 0, 0);
    FrameLayout.stamp(blankStart, 0, SegmentStartLayout.BLANK_EPOCH, SegmentStartLayout.BLANK_END);
    FrameLayout.seal(blankStart, blankStart.duplicate(), 0, new CRC32C());
    file.writeFully(blankStart.clear(), SegmentHeaderLayout.FIRST_FRAME_OFFSET);
  }

  private PreparedSegment finish(SegmentFile file, String spare, long segmentNumber, Step fill)
      throws IOException {
    SegmentHeader header = newHeader(segmentNumber);
    String name = SegmentNames.segment(segmentNumber);
    try {
      fill.run();
      SegmentHeaderLayout.put(headerBlock, header);
      file.writeFully(headerBlock.clear(), 0);
      file.syncWithMetadata();
      files.rename(spare, name);
      files.syncDirectory();
      return new PreparedSegment(file, header);
    } catch (IOException e) {
      file.close();
      leaveBehind(List.of(spare, name), e);
      throw e;
    }
  }

  /** A failed rename may have happened all the same, so the file may stand under either name. */
  private void leaveBehind(List<String> names, IOException cause) {
    leftBehind.addAll(names);
    try {
      deleteLeftBehind();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void deleteLeftBehind() throws IOException {
    if (leftBehind.isEmpty()) {
      return;
    }
    for (String name : files.list()) {
      if (leftBehind.contains(name)) {
        files.delete(name);
      }
    }
    leftBehind.clear();
  }

  private SegmentHeader newHeader(long segmentNumber) {
    byte[] salt = new byte[SegmentHeaderLayout.SALT_BYTES];
    random.nextBytes(salt);
    long epoch = random.nextLong();
    while (epoch == 0) {
      epoch = random.nextLong();
    }
    return new SegmentHeader(logIdHigh, logIdLow, segmentNumber, segmentBytes, epoch, salt);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
