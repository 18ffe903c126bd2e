package dev.thermograph.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures each side in a JVM of its own, with JMH. <em>Single-threaded: the main thread.</em> */
final class ForkedSides implements SideRunner {
  /** Heap of a fixed size, so that no side is measured while its heap grows. */
  static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g");

  private static final int LOG_LINES_SHOWN = 40;
  private static final TimeValue TIMEOUT = TimeValue.minutes(2);

  private final Workspace workspace;
  private final Effort effort;

  ForkedSides(Workspace workspace, Effort effort) {
    this.workspace = workspace;
    this.effort = effort;
    // JMH's lock file lies in the shared temporary directory and stays behind when a run is killed.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Override
  public Measurement run(Side side) {
    Path log = workspace.directory().resolve("jmh.log");
    try {
      Collection<RunResult> results = new Runner(options(side, log).build()).run();
      if (results.size() != 1) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "expected 1 result: side=%s results=%d", side.id(), results.size()));
      }
      return measurement(side, results.iterator().next());
    } catch (RunnerException e) {
      throw new IllegalStateException("side failed: " + side.id() + "\n" + tail(log), e);
    }
  }

  private ChainedOptionsBuilder options(Side side, Path log) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(side.jmhName()) + "$")
            .mode(side.kind() == Kind.THROUGHPUT ? Mode.Throughput : Mode.AverageTime)
            .timeUnit(TimeUnit.SECONDS)
            .threads(side.threads())
            .forks(1)
            .warmupIterations(effort.warmupIterations())
            .warmupTime(TimeValue.milliseconds(effort.warmupMillis()))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(effort.measureMillis()))
            .timeout(TIMEOUT)
            .jvmArgsAppend(flags())
            .addProfiler(LatencyProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.NORMAL)
            .output(log.toString());
    side.parameters().forEach((name, value) -> options.param(name, value));
    return options;
  }

  private String[] flags() {
    return Stream.concat(JVM_FLAGS.stream(), Stream.of(workspace.forkFlag()))
        .toArray(String[]::new);
  }

  private static Measurement measurement(Side side, RunResult result) {
    Map<String, Double> values = new HashMap<>();
    result.getSecondaryResults().forEach((key, value) -> values.put(key, value.getScore()));
    values.put(Measurement.SCORE, result.getPrimaryResult().getScore() * side.unitsPerOperation());
    return new Measurement(Map.copyOf(values));
  }

  /** The end of JMH's own output, which has the stack trace that the exception lacks. */
  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - LOG_LINES_SHOWN);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "(no log of JMH: " + e + ")";
    }
  }
}
