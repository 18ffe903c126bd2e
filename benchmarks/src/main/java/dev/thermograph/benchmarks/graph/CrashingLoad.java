package dev.thermograph.benchmarks.graph;

import dev.thermograph.benchmarks.harness.Fork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process that loads the graph, writes no snapshot and ends without closing anything. */
public final class CrashingLoad {
  private static final int EXIT_CODE = 137;
  private static final long MINUTES_MAX = 5;

  private CrashingLoad() {}

  /** In the process that crashes. Argument: the directory. */
  public static void main(String[] arguments) {
    GraphSide side = Product.LOG_ONLY.open(Path.of(arguments[0]));
    Loading.load(side, RmatGraph.measured());
    Runtime.getRuntime().halt(EXIT_CODE); // no hook, no close
  }

  /** Leaves what such a process leaves. */
  static void run(Path directory, Fork fork) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(fork.jvmFlags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashingLoad.class.getName(), directory.toString()));
    Path output = directory.resolveSibling("crashing-load.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (exitCode(process) != EXIT_CODE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the load that was to crash ended otherwise: exit=%d\n%s",
              exitCode(process),
              Files.readString(output)));
    }
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loading", e);
    }
  }
}
