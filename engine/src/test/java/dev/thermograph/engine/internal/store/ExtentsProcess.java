package dev.thermograph.engine.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link ExtentsChild} in another JVM. */
final class ExtentsProcess {
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();

  ExtentsProcess() throws IOException {
    flags.addAll(
        Files.readAllLines(
                Path.of(System.getProperty("thermograph.root"), "cli/src/main/dist/jvm.options"))
            .stream()
            .filter(line -> line.startsWith("-"))
            .toList());
    flags.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
  }

  /** A command that starts the JVM, such as unshare. */
  ExtentsProcess under(String... command) {
    before.addAll(Arrays.asList(command));
    return this;
  }

  ExtentsProcess with(String flag) {
    flags.add(flag);
    return this;
  }

  ExtentsProcess withoutFlagsOn(String name) {
    flags.removeIf(flag -> flag.contains(name + "="));
    return this;
  }

  Process start(Path output, Path directory, String deed) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ExtentsChild.class.getName(), directory.toString(), deed));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** What it said, and its exit code behind. */
  String run(Path output, Path directory, String deed) throws IOException, InterruptedException {
    Process process = start(output, directory, deed);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + Files.readString(output));
    }
    return Files.readString(output) + "exit=" + process.exitValue();
  }

  /** Whether a command can be run here, such as unshare without the right to. */
  static boolean works(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
