package dev.thermograph.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Stands for {@code ./thermograph bench} in the list of commands. The launch script starts the
 * benchmark runner itself, because the runner and JMH are not on this class path.
 */
@Command(
    name = "bench",
    description = "Run benchmarks: wal, graph [--quick] [--peers]. Started by the launch script.")
final class BenchCommand implements Runnable {

  @Parameters(paramLabel = "GROUP", arity = "0..*", description = "What to measure.")
  private List<String> groups = List.of();

  @Override
  public void run() {
    throw new LackingException(
        "the benchmarks are not on this class path; run: ./thermograph bench "
            + (groups.isEmpty() ? "wal" : String.join(" ", groups)));
  }
}
