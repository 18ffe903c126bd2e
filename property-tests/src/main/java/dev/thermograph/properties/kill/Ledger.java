package dev.thermograph.properties.kill;

import dev.thermograph.error.ThermographException;
import dev.thermograph.properties.kill.RunJournal.Outcome;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.recovery.RecoveredSegment;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that writing processes tried and were told, held against what recovery finds.
 *
 * <p>Finds: a record that was acknowledged and is gone (LOST), one that nobody wrote or that was
 * refused for certain (PHANTOM), another content than written (WRONG), a record that is there twice
 * (DUPLICATE), one that was recovered once and is another one now or gone (CHANGED, VANISHED), a
 * hole (GAP), and a log that does not open (REFUSED). <b>Single-threaded.</b>
 */
final class Ledger {
  private static final int PROBLEMS_MAX = 20;

  /** What one process said of one record. */
  private record Note(long sequence, Outcome outcome, int stamp) {}

  private final long seed;
  private final KeyProvider keys;
  private final boolean mayHaveGaps;
  private final Map<Long, Note> notes = new HashMap<>();
  private final TreeMap<Long, Long> promised = new TreeMap<>();
  private final TreeMap<Long, Long> settled = new TreeMap<>();
  private long floor = 1;
  private long lastSequence;
  private String end = "";

  /**
   * An empty ledger.
   *
   * @param mayHaveGaps true where sequences may be voided, as when writes fail
   */
  Ledger(long seed, KeyProvider keys, boolean mayHaveGaps) {
    this.seed = seed;
    this.keys = keys;
    this.mayHaveGaps = mayHaveGaps;
  }

  /** Takes over what a process noted before it ended. */
  void add(int incarnation, RunJournal journal) {
    floor = Math.max(floor, journal.floor());
    for (int thread = 0; thread < RunJournal.THREAD_COUNT_MAX; thread++) {
      for (int index = 0; index < RunJournal.RECORD_COUNT_MAX; index++) {
        Outcome outcome = journal.outcome(thread, index);
        if (outcome == Outcome.NONE) {
          break;
        }
        long id = RecordPlan.id(incarnation, thread, index);
        Note note =
            new Note(journal.sequence(thread, index), outcome, journal.stamp(thread, index));
        notes.put(id, note);
        if (outcome == Outcome.DURABLE) {
          promised.put(note.sequence(), id);
        }
      }
    }
  }

  /**
   * Judges files that everything that was told must be true of; what is found has to stay, and what
   * is not found has to stay away.
   */
  List<String> judge(SegmentFiles files) {
    List<String> problems = judge(files, Integer.MAX_VALUE, floor, settled);
    if (problems.isEmpty()) {
      forgetWhatIsGone();
    }
    return problems;
  }

  /**
   * Judges files as they were when only so many outcomes had been told.
   *
   * @param outcomeCount see {@link RunJournal#outcomeCount()}
   * @param floorThen see {@link RunJournal#floorAt}
   */
  List<String> judgeAt(SegmentFiles files, int outcomeCount, long floorThen) {
    return judge(files, outcomeCount, floorThen, null);
  }

  private List<String> judge(
      SegmentFiles files,
      int outcomeCount,
      long floorThen,
      @Nullable NavigableMap<Long, Long> remembered) {
    List<String> problems = new ArrayList<>();
    TreeMap<Long, Long> found = new TreeMap<>();
    try {
      FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
      RecoveredLog recovered = LogRecovery.recover(files, cursor);
      lastSequence = recovered.lastSequence();
      end = recovered.end().toString();
      if (!recovered.segments().isEmpty()) {
        RecoveredSegment first = recovered.segments().getFirst();
        long from = first.previousSequence() + 1;
        try (LogReader reader =
            new LogReader(files, keys, recovered::endPosition, from, first.number())) {
          readAll(reader, outcomeCount, found, problems);
        }
      }
    } catch (ThermographException | IOException e) {
      problems.add("REFUSED " + e);
      return problems;
    }
    judgePromised(outcomeCount, floorThen, found, problems);
    if (remembered != null) {
      judgeRemembered(remembered, found, problems);
      remembered.clear();
      remembered.putAll(found);
    }
    return problems.size() > PROBLEMS_MAX ? problems.subList(0, PROBLEMS_MAX) : problems;
  }

  private void readAll(
      LogReader reader, int outcomeCount, NavigableMap<Long, Long> found, List<String> problems) {
    Set<Long> ids = new HashSet<>();
    long expected = -1;
    while (reader.next()) {
      long sequence = reader.sequence();
      if (expected >= 0 && sequence != expected && !mayHaveGaps) {
        problems.add("GAP before sequence " + sequence + ", expected " + expected);
      }
      expected = sequence + 1;
      long id = judgeRecord(reader, outcomeCount, problems);
      if (id >= 0 && !ids.add(id)) {
        problems.add("DUPLICATE " + name(sequence, id));
      }
      found.put(sequence, id);
    }
  }

  private long judgeRecord(LogReader reader, int outcomeCount, List<String> problems) {
    long sequence = reader.sequence();
    ByteBuffer payload = reader.payload();
    long id = RecordPlan.claimedId(seed, payload);
    Note note = notes.get(id);
    if (note == null) {
      problems.add("PHANTOM that nobody wrote: " + name(sequence, id));
      return id;
    }
    boolean told = note.stamp() > 0 && note.stamp() <= outcomeCount;
    if (told && (note.outcome() == Outcome.REFUSED || note.outcome() == Outcome.NOT_TAKEN)) {
      problems.add("PHANTOM that was " + note.outcome() + ": " + name(sequence, id));
    }
    if (note.sequence() != 0 && note.sequence() != sequence) {
      problems.add("WRONG sequence, " + note.sequence() + " was told: " + name(sequence, id));
    }
    if (!RecordPlan.isRight(seed, id, reader.tenant(), reader.recordType(), payload)) {
      problems.add("WRONG content: " + name(sequence, id));
    }
    return id;
  }

  private void judgePromised(
      int outcomeCount, long floorThen, NavigableMap<Long, Long> found, List<String> problems) {
    promised
        .tailMap(floorThen)
        .forEach(
            (sequence, id) -> {
              Note note = notes.get(id);
              boolean told = note != null && note.stamp() <= outcomeCount;
              if (told && !id.equals(found.get(sequence))) {
                problems.add("LOST " + name(sequence, id) + ", log ends at " + lastSequence);
              }
            });
  }

  private void judgeRemembered(
      NavigableMap<Long, Long> remembered, NavigableMap<Long, Long> found, List<String> problems) {
    remembered
        .tailMap(floor)
        .forEach(
            (sequence, id) -> {
              Long now = found.get(sequence);
              if (now == null) {
                problems.add("VANISHED though it was recovered before: " + name(sequence, id));
              } else if (!now.equals(id)) {
                problems.add("CHANGED from " + name(sequence, id) + " to " + name(sequence, now));
              }
            });
  }

  private void forgetWhatIsGone() {
    promised.headMap(floor).clear();
    notes.keySet().retainAll(new HashSet<>(settled.values()));
  }

  private static String name(long sequence, long id) {
    return "sequence=" + sequence + " id=" + Long.toHexString(id);
  }

  /** Last sequence that the last judged log had. */
  long lastSequence() {
    return lastSequence;
  }

  /** How the last judged log ended. */
  String end() {
    return end;
  }

  /** How many promises are held against the next log. */
  int promisedCount() {
    return promised.tailMap(floor).size();
  }
}
