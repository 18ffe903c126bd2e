package dev.thermograph.properties.kill;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that judges what runs of {@link ScriptChild} left, many runs in one process. */
public final class ScriptJudge {
  private static final int RECORDS_AFTERWARDS = 3;

  private ScriptJudge() {}

  /**
   * Judges directories that each hold a {@code log} and a {@code journal}, and appends a line per
   * directory to the results: name, OK or BAD, how far the script got, what became of its records,
   * how often the log was poisoned, the first problem.
   *
   * @param arguments seed, file of results, directories
   */
  public static void main(String[] arguments) throws IOException {
    long seed = Long.parseLong(arguments[0]);
    List<String> lines = new ArrayList<>();
    for (String directory : Arrays.asList(arguments).subList(2, arguments.length)) {
      lines.add(judge(seed, Path.of(directory)));
    }
    Files.write(Path.of(arguments[1]), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String judge(long seed, Path directory) throws IOException {
    RunJournal journal = RunJournal.map(directory.resolve("journal"));
    Path log = directory.resolve("log");
    List<String> problems = new ArrayList<>();
    if (!journal.problem().isEmpty()) {
      problems.add(journal.problem());
    }
    Ledger ledger = new Ledger(seed, TestKeys.INSTANCE, true);
    ledger.add(0, journal);
    if (Files.isDirectory(log)) {
      judgeFiles(ledger, log, problems);
      if (problems.isEmpty()) {
        goOn(log, problems);
      }
    } else if (ledger.promisedCount() > 0) {
      problems.add("LOST everything: there is no directory");
    }
    return String.join(
        "\t",
        String.valueOf(directory.getFileName()),
        problems.isEmpty() ? "OK" : "BAD",
        journal.phase().toString(),
        journal.describeCounts(),
        "poisoned=" + journal.poisonCount(),
        problems.isEmpty() ? "" : problems.getFirst());
  }

  private static void judgeFiles(Ledger ledger, Path log, List<String> problems)
      throws IOException {
    try (DiskSegmentFiles files = DiskSegmentFiles.openReadOnly(log)) {
      problems.addAll(ledger.judge(files));
    }
  }

  /** With a good disk the log takes records again, behind all that it has. */
  private static void goOn(Path directory, List<String> problems) {
    LogOptions options = LogOptions.defaults().withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN);
    try (WriteAheadLog log = WriteAheadLog.open(directory, options)) {
      long last = log.recovered().lastSequence();
      for (int record = 1; record <= RECORDS_AFTERWARDS; record++) {
        long sequence = log.appendAndAwait(0, (byte) 1, ByteBuffer.allocate(record));
        if (sequence != last + record) {
          problems.add("the log goes on at sequence " + sequence + " after " + last);
        }
      }
    } catch (ThermographException e) {
      problems.add("the log does not go on with a good disk: " + e);
    }
  }
}
