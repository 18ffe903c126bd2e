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
  private static final int LOG_LINES_SHOWN = 40;
  private static final TimeValue TIMEOUT = TimeValue.minutes(60);

  private final Workspace workspace;
  private final Effort effort;
  private final Peers peers;

  ForkedSides(Workspace workspace, Effort effort, Peers peers) {
    this.workspace = workspace;
    this.effort = effort;
    this.peers = peers;
    // JMH's lock file lies in the shared temporary directory and stays behind when a run is killed.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Override
  public Measurement run(Side side) {
    Path log = workspace.directory().resolve("jmh.log");
    try {
      Collection<RunResult> results = runForked(side, log);
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

  private Collection<RunResult> runForked(Side side, Path log) throws RunnerException {
    Runner runner = new Runner(options(side, log).build());
    return side.fork().isOurs() ? runner.run() : peers.runWithClassPath(side.fork().peer(), runner);
  }

  private ChainedOptionsBuilder options(Side side, Path log) {
    Fork fork = side.fork();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(side.jmhName()) + "$")
            .mode(mode(side))
            .timeUnit(TimeUnit.SECONDS)
            .threads(side.threads())
            .forks(1)
            .warmupIterations(fork.once() ? 0 : effort.warmupIterations())
            .warmupTime(TimeValue.milliseconds(effort.warmupMillis()))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(effort.measureMillis()))
            .timeout(TIMEOUT)
            .addProfiler(LatencyProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.NORMAL)
            .output(log.toString());
    String[] flags =
        Stream.concat(fork.jvmFlags().stream(), Stream.of(workspace.forkFlag()))
            .toArray(String[]::new);
    // Appended flags come behind those of this JVM, others instead of them.
    ChainedOptionsBuilder flagged =
        fork.isOurs() ? options.jvmArgsAppend(flags) : options.jvmArgs(flags);
    side.parameters().forEach((name, value) -> flagged.param(name, value));
    return flagged;
  }

  private static Mode mode(Side side) {
    if (side.fork().once()) {
      return Mode.SingleShotTime;
    }
    return side.kind() == Kind.THROUGHPUT ? Mode.Throughput : Mode.AverageTime;
  }

  private static Measurement measurement(Side side, RunResult result) {
    Map<String, Double> values = new HashMap<>();
    result.getSecondaryResults().forEach((key, value) -> values.put(key, value.getScore()));
    values.put(Measurement.SCORE, score(side, result.getPrimaryResult().getScore()));
    return new Measurement(Map.copyOf(values));
  }

  /** One call gives seconds, whatever kind of score the side has. */
  private static double score(Side side, double jmhScore) {
    boolean isTime = side.kind() == Kind.THROUGHPUT && side.fork().once();
    return side.unitsPerOperation() * (isTime ? 1 / jmhScore : jmhScore);
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
