package dev.thermograph.properties.kill;

import dev.thermograph.wal.WriteAheadLog;
import java.io.IOException;
import java.nio.file.Path;

/** A process that runs a {@link ScriptedRun}, for tools that fault its system calls. */
public final class ScriptChild {
  private ScriptChild() {}

  /**
   * Runs the script once.
   *
   * @param arguments log directory, journal file, seed, count of segments prepared ahead, tries of
   *     each record
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    RunJournal journal = RunJournal.map(Path.of(arguments[1]));
    try {
      new ScriptedRun(
              options -> WriteAheadLog.open(directory, options),
              journal,
              Long.parseLong(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]))
          .run();
    } catch (RuntimeException | Error e) {
      journal.problem("the script failed: " + e);
      throw e;
    }
  }
}
