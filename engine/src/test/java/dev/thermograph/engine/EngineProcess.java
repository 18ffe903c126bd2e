package dev.thermograph.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link EngineChild} in another JVM. */
final class EngineProcess {
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();

  EngineProcess() throws IOException {
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
  EngineProcess under(String... command) {
    before.addAll(Arrays.asList(command));
    return this;
  }

  EngineProcess with(String flag) {
    flags.add(flag);
    return this;
  }

  EngineProcess withoutFlagsOn(String name) {
    flags.removeIf(flag -> flag.contains(name + "="));
    return this;
  }

  Process start(Path output, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EngineChild.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** What it said, and its exit code behind. */
  String run(Path output, List<String> arguments) throws IOException, InterruptedException {
    Process process = start(output, arguments);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
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
