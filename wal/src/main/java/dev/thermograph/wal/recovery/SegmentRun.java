package dev.thermograph.wal.recovery;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.ForeignFileException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The segment files of a directory: the last run of consecutive numbers, opened for reading, and
 * the numbers before it.
 *
 * <p>Only the last run can be the log; what lies before a gap must have been released, which the
 * log itself has to say. <b>Single-threaded.</b>
 */
final class SegmentRun implements AutoCloseable {

  /**
   * One file of the run.
   *
   * @param number the number in its name
   * @param file open for reading
   * @param header what it says of itself, or null when damaged
   */
  record Member(long number, SegmentFile file, @Nullable SegmentHeader header) {

    /** The header of a file in which the chain was followed, so it is there. */
    SegmentHeader requireHeader() {
      return Objects.requireNonNull(header, file.name());
    }
  }

  private final List<Member> members = new ArrayList<>();
  private final List<Long> numbersBefore = new ArrayList<>();
  private final List<String> spares = new ArrayList<>();

  /** Lists the directory, opens the run and checks that all of it is one log's. */
  static SegmentRun open(SegmentFiles files, RecoverySource source) throws IOException {
    SegmentRun run = new SegmentRun();
    try {
      run.openMembers(files, source);
      run.requireOneLog();
      return run;
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void openMembers(SegmentFiles files, RecoverySource source) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (String name : files.list()) {
      SegmentNames.segmentNumber(name).ifPresent(numbers::add);
      if (SegmentNames.isSpare(name)) {
        spares.add(name);
      }
    }
    List<Long> run = new ArrayList<>();
    for (long number : numbers) {
      if (!run.isEmpty() && run.getLast() != number - 1) {
        numbersBefore.addAll(run);
        run.clear();
      }
      run.add(number);
    }
    for (long number : run) {
      SegmentFile file = source.open(files, SegmentNames.segment(number));
      members.add(new Member(number, file, null));
      Optional<SegmentHeader> header = SegmentHeaders.read(file, number);
      members.set(members.size() - 1, new Member(number, file, header.orElse(null)));
    }
  }

  private void requireOneLog() {
    if (members.isEmpty()) {
      return;
    }
    Member first = members.getFirst();
    SegmentHeader header = first.header();
    if (header == null) {
      throw new LogCorruptedException(
          "the header of the log's first segment is damaged", first.file().name(), 0, 0, 0);
    }
    for (Member member : members) {
      SegmentHeader other = member.header();
      if (other != null
          && (other.logIdHigh() != header.logIdHigh() || other.logIdLow() != header.logIdLow())) {
        throw new ForeignFileException(
            Messages.format(
                "the file belongs to another log than %s: file=%s",
                first.file().name(), member.file().name()));
      }
    }
  }

  /** The files of the run in order of their numbers; empty in a new directory. */
  List<Member> members() {
    return members;
  }

  /** Numbers of segment files before the run. */
  List<Long> numbersBefore() {
    return numbersBefore;
  }

  /** Names of spare files. */
  List<String> spares() {
    return spares;
  }

  @Override
  public void close() {
    members.forEach(member -> member.file().close());
  }
}
