package dev.thermograph.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM that was killed while it appended.
 *
 * @param pid its process id
 * @param millis how long it appended
 * @param acknowledged the text of each record that the log called durable, by sequence
 */
record KilledAppender(long pid, long millis, Map<Long, String> acknowledged) {
  private static final long START_MILLIS_MAX = 20_000;
  private static final long POLL_MILLIS = 5;

  /** Starts the JVM, lets it append for a while and kills it in mid-write. */
  static KilledAppender run(Path directory, Path log, long millis) throws IOException {
    Path acknowledged = directory.resolve("acknowledged.txt");
    Path errors = directory.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingAppender.class.getName(),
                log.toString())
            .redirectOutput(acknowledged.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      awaitFirstRecord(process, acknowledged, errors);
      awaitEnd(process, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the other process appended", e);
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
    return new KilledAppender(process.pid(), millis, read(acknowledged));
  }

  private static void awaitFirstRecord(Process process, Path acknowledged, Path errors)
      throws IOException, InterruptedException {
    for (long waited = 0; Files.size(acknowledged) == 0; waited += POLL_MILLIS) {
      if (awaitEnd(process, POLL_MILLIS) || waited > START_MILLIS_MAX) {
        throw new IOException("the other process appended nothing: " + Files.readString(errors));
      }
    }
  }

  /** Waits at most so long; true when the process has ended. */
  private static boolean awaitEnd(Process process, long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** A line without its end was cut by the kill and is not counted. */
  private static Map<Long, String> read(Path acknowledged) throws IOException {
    String lines = Files.readString(acknowledged);
    Map<Long, String> texts = new TreeMap<>();
    lines
        .substring(0, lines.lastIndexOf('\n') + 1)
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              texts.put(Long.valueOf(line.substring(0, space)), line.substring(space + 1));
            });
    return texts;
  }
}
