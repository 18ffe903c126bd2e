package dev.thermograph.benchmarks;

import dev.thermograph.benchmarks.harness.Effort;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.GroupRun;
import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Results;
import dev.thermograph.benchmarks.harness.UnfitMachineException;
import dev.thermograph.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./thermograph bench} runs: measures groups, prints one line per question, keeps the
 * results as JSON and shows them in {@code docs/performance.md}.
 *
 * <p>To add a benchmark: a JMH class in its group's package and a ratio in the group's plan. To add
 * a group: a {@link Group} in a package of its own, listed in {@link Groups}.
 *
 * <p><em>Single-threaded: the main thread.</em>
 */
public final class Bench {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int LACKING = 3;

  /** Behind the name of results with peers, so that a run without does not overwrite them. */
  private static final String PEERS_SUFFIX = "-peers";

  private final PrintStream out;
  private final PrintStream err;
  private final Path root;

  Bench(PrintStream out, PrintStream err, Path root) {
    this.out = out;
    this.err = err;
    this.root = root;
  }

  /** Does what the arguments ask for and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("thermograph.root", "")).toAbsolutePath();
    System.exit(new Bench(System.out, System.err, root).run(arguments));
  }

  int run(String... arguments) {
    try {
      perform(Arguments.parse(arguments));
      return DONE;
    } catch (UsageException e) {
      say(reason(e) + "; see ./thermograph bench --help");
      return USAGE;
    } catch (UnfitMachineException e) {
      say(reason(e));
      return LACKING;
    } catch (IOException | RuntimeException e) {
      say(reason(e));
      return FAILED;
    }
  }

  private void perform(Arguments arguments) throws IOException {
    switch (arguments.action()) {
      case HELP -> out.print(String.format(Locale.ROOT, Arguments.USAGE, Groups.names()));
      case LIST -> Groups.all().forEach(this::list);
      case REPORT -> report();
      case RUN -> {
        for (Group group : arguments.groups()) {
          measure(group, arguments);
        }
      }
    }
  }

  private void list(Group group) {
    out.println(group.name() + ": " + group.about());
    Set<String> names = new LinkedHashSet<>(group.plan().names().toList());
    names.forEach(name -> out.println("  " + name));
    group
        .planWithPeers()
        .ifPresent(
            plan ->
                plan.names()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> out.println("  " + name + "  (--peers)")));
  }

  private void measure(Group group, Arguments arguments) throws IOException {
    Optional<Plan> peers = arguments.peers() ? group.planWithPeers() : Optional.empty();
    if (arguments.peers() && peers.isEmpty()) {
      say("group " + group.name() + " has no peers to measure");
    }
    Path parent =
        arguments.directory() == null ? root.resolve("benchmarks/target") : arguments.directory();
    Effort effort = group.effort(arguments.quick(), peers.isPresent());
    Results results =
        new GroupRun(root, parent, effort, InstantSource.system(), this::say)
            .run(
                group,
                peers.orElseGet(group::plan),
                group.name() + (peers.isPresent() ? PEERS_SUFFIX : ""));
    results.lines().forEach(out::println);
    keep(results, arguments);
  }

  private void keep(Results results, Arguments arguments) throws IOException {
    Path file = arguments.json();
    boolean cited = file == null && !results.quick();
    if (file == null) {
      String name = results.group() + (results.quick() ? Report.QUICK_SUFFIX : ".json");
      file = Report.resultsDirectory(root).resolve(name);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, results.toJson());
    say("results are in " + file);
    if (cited) {
      report();
    }
  }

  private void report() throws IOException {
    say("results are shown in " + Report.write(root));
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private void say(String line) {
    err.println("bench: " + line);
  }
}
