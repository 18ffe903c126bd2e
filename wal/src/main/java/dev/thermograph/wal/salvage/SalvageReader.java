package dev.thermograph.wal.salvage;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameChain;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.PayloadReader;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every record that can still be read of a log that was refused with {@link LogCorruptedException},
 * in order of sequence, each at most once, and the gaps between them.
 *
 * <p>Opens the directory read-only and changes nothing; the log must not be open elsewhere. What
 * lies before the first gap is what the log would have recovered; behind it a record is as sound as
 * its checksum, but what it builds upon may be missing, and a record whose appender was told that
 * it was refused can surface when the mark that voided it is what was hit.
 *
 * <p>Cost: one read of all segment files, and another of what lies behind damage.
 * <b>Single-threaded.</b>
 */
public final class SalvageReader implements AutoCloseable {
  /** More gaps than this are reported as one. */
  public static final int GAP_COUNT_MAX = 10_000;

  private static final long UNKNOWN = -1;

  private final SegmentFiles files;
  private final boolean ownsFiles;
  private final PayloadReader payloads;
  private final SegmentSalvage segment;
  private final SegmentSalvage successor;
  private final Iterator<Long> numbers;
  private final List<Gap> gaps = new ArrayList<>();
  private @Nullable SegmentHeader log;
  private boolean isOpen;
  private long lastNumber;
  private long lastSequence = UNKNOWN;
  private long sequenceMax = Long.MAX_VALUE;
  private long endPosition;
  private long gapFrom = UNKNOWN;

  private SalvageReader(SegmentFiles files, boolean ownsFiles, KeyProvider keys)
      throws IOException {
    this.files = files;
    this.ownsFiles = ownsFiles;
    this.payloads = new PayloadReader(keys);
    this.segment = new SegmentSalvage(files);
    this.successor = new SegmentSalvage(files);
    this.numbers = segmentNumbers(files).iterator();
  }

  /** Opens the log of a directory. */
  public static SalvageReader open(Path directory, KeyProvider keys) {
    try {
      SegmentFiles files = DiskSegmentFiles.openReadOnly(directory);
      try {
        return new SalvageReader(files, true, keys);
      } catch (IOException | RuntimeException e) {
        files.close();
        throw e;
      }
    } catch (IOException e) {
      throw new LogIoException("opening the directory failed: directory=" + directory, e);
    }
  }

  /** Opens a log in files that stay the caller's to close. */
  public static SalvageReader open(SegmentFiles files, KeyProvider keys) {
    try {
      return new SalvageReader(files, false, keys);
    } catch (IOException e) {
      throw new LogIoException("opening the files failed: " + files.describe(), e);
    }
  }

  private static Set<Long> segmentNumbers(SegmentFiles files) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (String name : files.list()) {
      SegmentNames.segmentNumber(name).ifPresent(numbers::add);
    }
    return numbers;
  }

  /**
   * Moves to the next record that can be read.
   *
   * @return false behind the last one
   * @throws LogIoException when the files cannot be read at all; a bad block is a gap
   */
  public boolean next() {
    try {
      while (true) {
        if (!isOpen && !openNext()) {
          return false;
        }
        if (!segment.next()) {
          endSegment();
        } else if (accept(segment.cursor())) {
          return true;
        }
      }
    } catch (IOException e) {
      throw new LogIoException("salvaging the log failed: lastSequence=" + lastSequence, e);
    }
  }

  private boolean openNext() throws IOException {
    while (numbers.hasNext()) {
      long number = numbers.next();
      if (number != lastNumber + 1 && lastNumber != 0) {
        beginGap(endPosition);
      }
      lastNumber = number;
      SegmentHeader header = segment.open(number, log);
      if (header != null) {
        log = log == null && header.epoch() != 0 ? header : log;
        payloads.beginFile(SegmentNames.segment(number), segment.salt());
        limitBySuccessor(number);
        isOpen = true;
        return true;
      }
      beginGap(endPosition);
    }
    return false;
  }

  /**
   * An earlier recovery may have cut this segment's tail: what the next segment says of its own
   * beginning tells which frames here were dropped then.
   */
  private void limitBySuccessor(long number) throws IOException {
    sequenceMax = Long.MAX_VALUE;
    if (!files.list().contains(SegmentNames.segment(number + 1))
        || successor.open(number + 1, log) == null
        || !successor.next()) {
      return;
    }
    FrameCursor first = successor.cursor();
    sequenceMax = first.type() == FrameType.DATA ? first.sequence() - 1 : first.sequence();
    if (isStart(first)) {
      long previousEnd = FrameChain.previousEnd(first);
      if (LogPosition.segmentOf(previousEnd) == number) {
        segment.endAt(LogPosition.offsetOf(previousEnd));
      }
    }
  }

  private static boolean isStart(FrameCursor frame) {
    return frame.type() == FrameType.START
        && frame.frameOffset() == SegmentHeaderLayout.FIRST_FRAME_OFFSET;
  }

  private void endSegment() {
    if (segment.skippedFrom() >= 0) {
      beginGap(LogPosition.pack(lastNumber, segment.skippedFrom()));
    }
    segment.close();
    isOpen = false;
  }

  /** Remembers where readable frames end; a gap it is only when another one follows. */
  private void beginGap(long position) {
    gapFrom = gapFrom == UNKNOWN ? position : gapFrom;
  }

  /** Takes a frame into account; true when it is a record to deliver. */
  private boolean accept(FrameCursor frame) {
    if (segment.skippedFrom() >= 0) {
      beginGap(LogPosition.pack(lastNumber, segment.skippedFrom()));
    }
    boolean data = frame.type() == FrameType.DATA;
    long sequence = frame.sequence();
    long sequenceMin = lastSequence == UNKNOWN ? 0 : lastSequence + (data ? 1 : 0);
    if (sequence < sequenceMin || sequence > sequenceMax) {
      return false;
    }
    endGap(frame.position(), lastSequence == UNKNOWN ? 0 : sequence - sequenceMin, frame.type());
    lastSequence = sequence;
    endPosition = frame.nextPosition();
    return data;
  }

  private void endGap(long position, long sequencesMissing, FrameType type) {
    long from = gapFrom;
    if (from == UNKNOWN) {
      if (sequencesMissing == 0 || type == FrameType.VOID) {
        return;
      }
      from = endPosition;
    }
    gapFrom = UNKNOWN;
    Gap gap = new Gap(LogPosition.of(from), LogPosition.of(position), sequencesMissing);
    if (gaps.size() < GAP_COUNT_MAX) {
      gaps.add(gap);
    } else {
      Gap last = gaps.removeLast();
      gaps.add(
          new Gap(
              last.fromPosition(),
              gap.toPosition(),
              last.sequencesMissing() + gap.sequencesMissing()));
    }
  }

  /** The gaps found so far, in order; all of them once {@link #next} has said no. */
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** True when the current record stands behind the first gap. */
  public boolean isBehindDamage() {
    return !gaps.isEmpty();
  }

  /** Sequence of the current record. */
  public long sequence() {
    return segment.cursor().sequence();
  }

  /** Commit time of the current record in microseconds since 1970-01-01T00:00Z. */
  public long timestampMicros() {
    return segment.cursor().timestampMicros();
  }

  /** Tenant number of the current record. */
  public int tenant() {
    return segment.cursor().tenant();
  }

  /** What its appender said the payload is. */
  public byte recordType() {
    return segment.cursor().recordType();
  }

  /** Where the current record stands. */
  public LogPosition position() {
    return LogPosition.of(segment.cursor().position());
  }

  /** True when the payload is stored encrypted. */
  public boolean isEncrypted() {
    return segment.cursor().keyVersion() != 0;
  }

  /**
   * The payload, plain; valid until the next move. Use the returned buffer's position and limit.
   *
   * @throws TenantKeyMissingException when it is encrypted and its key is not to be had
   * @throws LogCorruptedException when its key does not open it: another key, or the segment's salt
   *     was hit too
   */
  public ByteBuffer payload() {
    return payloads.payload(segment.cursor());
  }

  /** Idempotent. */
  @Override
  public void close() {
    segment.close();
    successor.close();
    if (ownsFiles) {
      files.close();
    }
  }
}
