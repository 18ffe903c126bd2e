package dev.thermograph.properties.kill;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What a writing process noted about itself, in memory that outlives it: a mapped file keeps every
 * store that a killed process has done.
 *
 * <p>Per thread and record: the sequence, what became of it, and when in the order of all outcomes.
 * A record is noted as attempted <em>before</em> it is appended and as durable <em>after</em> the
 * log said so, so the journal promises too little rather than too much. <b>Thread-safe</b> as long
 * as each thread writes its own records.
 */
@SuppressWarnings("EnumOrdinal") // no other build ever reads a journal
final class RunJournal {
  static final int THREAD_COUNT_MAX = 4;
  static final int RECORD_COUNT_MAX = 16 * 1024;

  private static final int PHASE_OFFSET = 0;
  private static final int STAMP_OFFSET = 4;
  private static final int RECOVERED_OFFSET = 8;
  private static final int OPEN_NANOS_OFFSET = 16;
  private static final int FLOOR_OFFSET = 24;
  private static final int POISON_COUNT_OFFSET = 32;
  private static final int PROBLEM_LENGTH_OFFSET = 36;
  private static final int FLOOR_COUNT_OFFSET = 40;
  private static final int PROBLEM_OFFSET = 64;
  private static final int PROBLEM_BYTES_MAX = 4000;
  private static final int ENTRIES_OFFSET = 4096 + 1024;
  private static final int FLOORS_OFFSET = 4096;
  private static final int FLOOR_COUNT_MAX = 64;
  private static final int ENTRY_BYTES = 16;
  private static final int OUTCOME_OFFSET = 8;
  private static final int ENTRY_STAMP_OFFSET = 12;
  private static final int FILE_BYTES =
      ENTRIES_OFFSET + THREAD_COUNT_MAX * RECORD_COUNT_MAX * ENTRY_BYTES;

  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How far a process got. */
  enum Phase {
    STARTED,
    OPENING,
    WRITING,
    CLOSING,
    CLOSED
  }

  /** What became of a record. */
  enum Outcome {
    /** Never tried. */
    NONE,
    /** Perhaps appended. */
    ATTEMPTED,
    /** Has a sequence. */
    APPENDED,
    /** The log said that it is durable. */
    DURABLE,
    /** The log said that it is certainly not there. */
    REFUSED,
    /** The log said that it cannot tell. */
    UNKNOWN,
    /** Refused before it had a sequence. */
    NOT_TAKEN
  }

  private static final Phase[] PHASES = Phase.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final ByteBuffer bytes;

  private RunJournal(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** A journal for a process that is killed: maps the file, which is made when missing. */
  static RunJournal map(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new RunJournal(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES));
    }
  }

  /** A journal for a run in this process. */
  static RunJournal inMemory() {
    return new RunJournal(ByteBuffer.allocateDirect(FILE_BYTES));
  }

  /** Forgets everything, for another run. */
  void clear() {
    for (int thread = 0; thread < THREAD_COUNT_MAX; thread++) {
      for (int index = 0; index < RECORD_COUNT_MAX; index++) {
        if (outcome(thread, index) == Outcome.NONE) {
          break;
        }
        bytes.putLong(entry(thread, index), 0).putLong(entry(thread, index) + OUTCOME_OFFSET, 0);
      }
    }
    for (int at = 0; at < PROBLEM_OFFSET; at += Long.BYTES) {
      bytes.putLong(at, 0);
    }
  }

  void phase(Phase phase) {
    INT.setVolatile(bytes, PHASE_OFFSET, phase.ordinal());
  }

  Phase phase() {
    return PHASES[(int) INT.getVolatile(bytes, PHASE_OFFSET)];
  }

  void opened(long recoveredSequence, long nanos) {
    LONG.setVolatile(bytes, RECOVERED_OFFSET, recoveredSequence);
    LONG.setVolatile(bytes, OPEN_NANOS_OFFSET, nanos);
  }

  /** Last sequence that the process recovered when it opened the log. */
  long recoveredSequence() {
    return (long) LONG.getVolatile(bytes, RECOVERED_OFFSET);
  }

  /** How long opening took, 0 when it was not done. */
  long openNanos() {
    return (long) LONG.getVolatile(bytes, OPEN_NANOS_OFFSET);
  }

  /** To be noted before the log learns it. The first few are also kept with their time. */
  void floor(long sequence) {
    LONG.setVolatile(bytes, FLOOR_OFFSET, sequence);
    int count = bytes.getInt(FLOOR_COUNT_OFFSET);
    if (count < FLOOR_COUNT_MAX) {
      int at = FLOORS_OFFSET + count * ENTRY_BYTES;
      bytes.putLong(at, sequence).putInt(at + OUTCOME_OFFSET, outcomeCount());
      bytes.putInt(FLOOR_COUNT_OFFSET, count + 1);
    }
  }

  /** The highest floor noted before more than so many outcomes were told. */
  long floorAt(int outcomeCount) {
    long floor = 1;
    for (int index = 0; index < bytes.getInt(FLOOR_COUNT_OFFSET); index++) {
      int at = FLOORS_OFFSET + index * ENTRY_BYTES;
      if (bytes.getInt(at + OUTCOME_OFFSET) <= outcomeCount) {
        floor = Math.max(floor, bytes.getLong(at));
      }
    }
    return floor;
  }

  /** Records below this sequence may be gone. */
  long floor() {
    return (long) LONG.getVolatile(bytes, FLOOR_OFFSET);
  }

  void poisoned() {
    INT.getAndAdd(bytes, POISON_COUNT_OFFSET, 1);
  }

  /** How often the process saw its log poisoned. */
  int poisonCount() {
    return (int) INT.getVolatile(bytes, POISON_COUNT_OFFSET);
  }

  /** The process saw something that must not be. Keeps the first. */
  synchronized void problem(String text) {
    if (!problem().isEmpty()) {
      return;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(encoded.length, PROBLEM_BYTES_MAX);
    bytes.put(PROBLEM_OFFSET, encoded, 0, length);
    INT.setVolatile(bytes, PROBLEM_LENGTH_OFFSET, length);
  }

  /** What the process complained of, or nothing. */
  String problem() {
    byte[] text = new byte[(int) INT.getVolatile(bytes, PROBLEM_LENGTH_OFFSET)];
    bytes.get(PROBLEM_OFFSET, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** How many outcomes were told so far. */
  int outcomeCount() {
    return (int) INT.getVolatile(bytes, STAMP_OFFSET);
  }

  void attempted(int thread, int index) {
    INT.setVolatile(bytes, entry(thread, index) + OUTCOME_OFFSET, Outcome.ATTEMPTED.ordinal());
  }

  void appended(int thread, int index, long sequence) {
    LONG.setVolatile(bytes, entry(thread, index), sequence);
    INT.setVolatile(bytes, entry(thread, index) + OUTCOME_OFFSET, Outcome.APPENDED.ordinal());
  }

  /** Notes what the log said in the end; counts before it notes, so a count never says too much. */
  void told(int thread, int index, Outcome outcome) {
    int at = entry(thread, index);
    INT.setVolatile(bytes, at + OUTCOME_OFFSET, outcome.ordinal());
    INT.setVolatile(
        bytes, at + ENTRY_STAMP_OFFSET, 1 + (int) INT.getAndAdd(bytes, STAMP_OFFSET, 1));
  }

  Outcome outcome(int thread, int index) {
    return OUTCOMES[(int) INT.getVolatile(bytes, entry(thread, index) + OUTCOME_OFFSET)];
  }

  /** The record's sequence, 0 when it was not told. */
  long sequence(int thread, int index) {
    return (long) LONG.getVolatile(bytes, entry(thread, index));
  }

  /** The record's place among all outcomes, from 1. */
  int stamp(int thread, int index) {
    return (int) INT.getVolatile(bytes, entry(thread, index) + ENTRY_STAMP_OFFSET);
  }

  /** How many records had each outcome, in the order of {@link Outcome}. */
  int[] counts() {
    int[] counts = new int[OUTCOMES.length];
    for (int thread = 0; thread < THREAD_COUNT_MAX; thread++) {
      for (int index = 0; index < RECORD_COUNT_MAX; index++) {
        Outcome outcome = outcome(thread, index);
        if (outcome == Outcome.NONE) {
          break;
        }
        counts[outcome.ordinal()]++;
      }
    }
    return counts;
  }

  /** A line for tables. */
  String describeCounts() {
    int[] counts = counts();
    StringBuilder text = new StringBuilder();
    Arrays.stream(OUTCOMES)
        .filter(outcome -> counts[outcome.ordinal()] > 0)
        .forEach(
            outcome ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(outcome)
                    .append('=')
                    .append(counts[outcome.ordinal()]));
    return text.toString();
  }

  private static int entry(int thread, int index) {
    return ENTRIES_OFFSET + (thread * RECORD_COUNT_MAX + index) * ENTRY_BYTES;
  }
}
