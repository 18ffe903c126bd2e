package dev.thermograph.wal.recovery;

import dev.thermograph.wal.flush.PreparedSegment;
import dev.thermograph.wal.flush.ResumePoint;
import dev.thermograph.wal.flush.SegmentFactory;
import dev.thermograph.wal.flush.SegmentWriter;
import dev.thermograph.wal.flush.WriterTail;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Makes a directory ready for a writer: recovers the log, then does the only writing of recovery.
 *
 * <p>In this order, each step durable before the next: what was accepted is synced (a killed
 * process leaves frames that no sync covered) and, if the device still does not have it, given up;
 * unused and left-over files become spares; the writer's segment is made. A crash between any two
 * steps leaves a directory that recovers to the same log.
 *
 * <p><b>Single-threaded.</b>
 */
public final class LogOpener {
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;

  private final SegmentFiles files;
  private final RecoveredLog recovered;
  private final SegmentFactory factory;
  private final List<String> spares;

  private LogOpener(SegmentFiles files, RecoveredLog recovered, SegmentFactory factory) {
    this.files = files;
    this.recovered = recovered;
    this.factory = factory;
    this.spares = new ArrayList<>(recovered.spares());
    spares.remove(SegmentNames.UNFINISHED); // the factory deletes it
  }

  /**
   * Recovers the log of a directory and prepares the directory for writing behind its end.
   *
   * @param cursor what to read with
   * @param segmentBytes length of new segments
   * @param random source of ids, epochs and salts
   */
  public static OpenedLog open(
      SegmentFiles files, FrameCursor cursor, int segmentBytes, RandomGenerator random)
      throws IOException {
    RecoveredLog recovered = LogRecovery.recover(files, cursor);
    if (!recovered.segments().isEmpty()) { // also behind a CLOSE: its own sync may not have come
      syncTail(files, recovered);
      recovered = asTheDeviceHasIt(files, cursor, recovered);
    }
    SegmentFactory factory = newFactory(files, recovered, segmentBytes, random);
    return new LogOpener(files, recovered, factory).prepare();
  }

  private static void syncTail(SegmentFiles files, RecoveredLog recovered) throws IOException {
    try (SegmentFile file = files.open(tailName(recovered))) {
      file.syncWithMetadata();
    }
  }

  /**
   * After a failed sync the page cache can show frames that the device never got. They were never
   * acknowledged; what the device has is the log.
   */
  private static RecoveredLog asTheDeviceHasIt(
      SegmentFiles files, FrameCursor cursor, RecoveredLog cached) throws IOException {
    if (deviceHasTailOf(cached, files)) {
      return cached;
    }
    RecoveredLog recovered = LogRecovery.recover(files, SegmentFiles::openFromDevice, cursor);
    if (endsInSameSegment(recovered, cached)) {
      hideBehind(files, recovered);
    }
    return recovered;
  }

  private static boolean deviceHasTailOf(RecoveredLog cached, SegmentFiles files)
      throws IOException {
    String name = tailName(cached);
    int endOffset = cached.segments().getLast().endOffset();
    try (SegmentFile shown = files.openForReading(name);
        SegmentFile device = files.openFromDevice(name)) {
      return SameBytes.upTo(endOffset, shown, device);
    }
  }

  /** Otherwise the segment that the cache showed is unused and gets a new epoch anyway. */
  private static boolean endsInSameSegment(RecoveredLog recovered, RecoveredLog cached) {
    return LogPosition.segmentOf(recovered.endPosition())
        == LogPosition.segmentOf(cached.endPosition());
  }

  /** Overwrites what the cache still shows behind the end, so that cache and device agree on it. */
  private static void hideBehind(SegmentFiles files, RecoveredLog recovered) throws IOException {
    int end = recovered.segments().getLast().endOffset();
    int blockEnd = FrameLayout.alignUp(end + 1, BLOCK);
    try (SegmentFile file = files.open(tailName(recovered))) {
      file.writeFully(ByteBuffer.allocate(blockEnd - end), end);
      file.syncWithMetadata();
    }
  }

  private static String tailName(RecoveredLog recovered) {
    return SegmentNames.segment(recovered.segments().getLast().number());
  }

  private static SegmentFactory newFactory(
      SegmentFiles files, RecoveredLog recovered, int segmentBytes, RandomGenerator random) {
    if (recovered.segments().isEmpty()) {
      return new SegmentFactory(files, random.nextLong(), random.nextLong(), segmentBytes, random);
    }
    SegmentHeader header = recovered.segments().getLast().header();
    return new SegmentFactory(files, header.logIdHigh(), header.logIdLow(), segmentBytes, random);
  }

  private OpenedLog prepare() throws IOException {
    boolean reopens = canReopen();
    files.syncDirectory();
    demote(recovered.unusedSegments().reversed());
    demote(recovered.leftoverSegments());
    PreparedSegment segment = reopens ? lastSegment() : freshSegment();
    WriterTail tail =
        new WriterTail(
            segment,
            recovered.endPosition(),
            recovered.lastSequence(),
            recovered.lastTimestampMicros(),
            recovered.releasedBefore());
    ResumePoint resume =
        new ResumePoint(tail, reopens, List.copyOf(spares), sealedBefore(segment), releasedUpTo());
    return new OpenedLog(recovered, factory, resume);
  }

  private Map<Long, Long> sealedBefore(PreparedSegment current) {
    Map<Long, Long> sealed = new TreeMap<>();
    for (RecoveredSegment segment : recovered.segments()) {
      if (segment.number() != current.header().segmentNumber()) {
        sealed.put(segment.number(), segment.lastSequence());
      }
    }
    return sealed;
  }

  private long releasedUpTo() {
    return recovered.segments().isEmpty() ? 0 : recovered.segments().getFirst().previousSequence();
  }

  private boolean canReopen() {
    return recovered.end() instanceof LogEnd.Closed
        && SegmentWriter.canReopenAt(
            LogPosition.offsetOf(recovered.endPosition()),
            recovered.segments().getLast().header().segmentBytes());
  }

  /** One durable step each: a cut must not leave a hole behind which the log is not looked for. */
  private void demote(List<Long> segmentNumbers) throws IOException {
    for (long number : segmentNumbers) {
      String spare = SegmentNames.spare(number);
      if (spares.contains(spare)) {
        files.delete(spare);
        spares.remove(spare);
      }
      files.rename(SegmentNames.segment(number), spare);
      files.syncDirectory();
      spares.add(spare);
    }
  }

  private PreparedSegment lastSegment() throws IOException {
    RecoveredSegment last = recovered.segments().getLast();
    return new PreparedSegment(files.open(SegmentNames.segment(last.number())), last.header());
  }

  /**
   * The spare that has the new segment's number is spared: behind a SEAL it says, until the segment
   * has its name, that none is missing.
   */
  private PreparedSegment freshSegment() throws IOException {
    long number = LogPosition.segmentOf(recovered.endPosition()) + 1;
    String standIn = SegmentNames.spare(number);
    for (String spare : spares) {
      if (!spare.equals(standIn)) {
        spares.remove(spare);
        return factory.reuse(spare, number);
      }
    }
    return factory.create(number);
  }
}
