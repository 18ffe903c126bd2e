package dev.thermograph.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with the flags of the engine. */
public final class EngineProcess {
  private final Class<?> main;
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();

  /** One that runs a class of tests. */
  public EngineProcess(Class<?> main) throws IOException {
    this.main = main;
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
  public EngineProcess under(String... command) {
    before.addAll(Arrays.asList(command));
    return this;
  }

  /** One flag more. */
  public EngineProcess with(String flag) {
    flags.add(flag);
    return this;
  }

  /** None of the flags that open a package. */
  public EngineProcess withoutFlagsOn(String name) {
    flags.removeIf(flag -> flag.contains(name + "="));
    return this;
  }

  /** Starts it; what it says goes to a file. */
  public Process start(Path output, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** What it said, and its exit code behind. */
  public String run(Path output, List<String> arguments) throws IOException, InterruptedException {
    Process process = start(output, arguments);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + Files.readString(output));
    }
    return Files.readString(output) + "exit=" + process.exitValue();
  }

  /** Whether a command can be run here, such as unshare without the right to. */
  public static boolean works(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
