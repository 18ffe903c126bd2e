package dev.thermograph.cli.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM that was killed while it wrote.
 *
 * @param pid its process id
 * @param millis how long it wrote
 * @param acknowledged the text of each record that was called durable to it, by sequence
 */
record KilledWriter(long pid, long millis, Map<Long, String> acknowledged) {
  private static final long START_MILLIS_MAX = 20_000;
  private static final long POLL_MILLIS = 5;

  /**
   * Starts the JVM, lets it write for a while and kills it in the middle.
   *
   * @param main writes into the directory that is its argument, and a line to its standard output
   *     for each thing that is durable: its sequence, a space, a text
   * @param directory where this puts its own files
   * @param data where the JVM writes
   */
  static KilledWriter run(Class<?> main, Path directory, Path data, long millis)
      throws IOException {
    Path acknowledged = directory.resolve("acknowledged-" + main.getSimpleName() + ".txt");
    Path errors = directory.resolve("errors-" + main.getSimpleName() + ".txt");
    Process process =
        new ProcessBuilder(command(main, data))
            .redirectOutput(acknowledged.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      awaitFirstRecord(process, acknowledged, errors);
      awaitEnd(process, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the other process wrote", e);
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
    return new KilledWriter(process.pid(), millis, read(acknowledged));
  }

  /** With this JVM's own flags for what it opens to its libraries. */
  private static List<String> command(Class<?> main, Path data) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), data.toString()));
    return command;
  }

  private static void awaitFirstRecord(Process process, Path acknowledged, Path errors)
      throws IOException, InterruptedException {
    for (long waited = 0; Files.size(acknowledged) == 0; waited += POLL_MILLIS) {
      if (awaitEnd(process, POLL_MILLIS) || waited > START_MILLIS_MAX) {
        throw new IOException("the other process wrote nothing: " + Files.readString(errors));
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
