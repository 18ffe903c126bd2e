package dev.thermograph.benchmarks;

import dev.thermograph.benchmarks.harness.Group;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. <em>Immutable.</em>
 *
 * @param action what to do
 * @param groups to run, in the size that was asked for
 * @param quick whether a first impression is enough
 * @param peers whether other products are measured too
 * @param json where the results go instead of {@code benchmarks/results}, null for there
 * @param directory below which to write, null for {@code benchmarks/target}
 */
record Arguments(
    Action action,
    List<Group> groups,
    boolean quick,
    boolean peers,
    @Nullable Path json,
    @Nullable Path directory) {

  enum Action {
    RUN,
    REPORT,
    LIST,
    HELP
  }

  /** Of groups that have more than one size. */
  private static final double QUICK_SCALE = 0.02;

  static final String USAGE =
      """
      Usage: ./thermograph bench GROUP... [--quick] [--scale PART] [--peers]
                               [--json FILE] [--directory DIR]
             ./thermograph bench report     write the results into docs/performance.md
             ./thermograph bench --list     what each group measures

      GROUP is one of: %s, all.
        --quick          a first impression, at most 3 minutes per group (more with peers); not cited
        --scale PART     with a part of the data, such as 0.1, where a group can; not cited
        --peers          also measure other products, where a group has some; fetches them
        --json FILE      write the results there; default benchmarks/results/GROUP[-peers][-quick].json
        --directory DIR  write the files there while measuring; default benchmarks/target

      Output: one line per question on standard output, progress on standard error.
        RATIO name median min..max vs what [ours vs theirs]   above 1 is always better for us
        FIGURE name median min..max unit
      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 this machine lacks something.
      """;

  /**
   * Understands a command line.
   *
   * @throws UsageException when it cannot be understood
   */
  static Arguments parse(String... arguments) {
    Parser parser = new Parser(List.of(arguments));
    while (!parser.left.isEmpty()) {
      parser.takeOne();
    }
    return parser.finish();
  }

  /** Collects, one argument at a time. */
  private static final class Parser {
    final Deque<String> left;
    private final List<Group> groups = new ArrayList<>();
    private Action action = Action.RUN;
    private boolean quick;
    private OptionalDouble scale = OptionalDouble.empty();
    private boolean peers;
    private @Nullable Path json;
    private @Nullable Path directory;

    Parser(List<String> arguments) {
      this.left = new ArrayDeque<>(arguments);
    }

    void takeOne() {
      String argument = left.removeFirst();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--scale" -> scale = OptionalDouble.of(scale(argument));
        case "--peers" -> peers = true;
        case "--json" -> json = path(argument);
        case "--directory" -> directory = path(argument);
        case "--list" -> action = Action.LIST;
        case "--help", "-h" -> action = Action.HELP;
        case "report" -> action = Action.REPORT;
        case "all" -> groups.addAll(Groups.all());
        default -> groups.add(group(argument));
      }
    }

    private Path path(String option) {
      return Path.of(value(option, "a path"));
    }

    private double scale(String option) {
      String text = value(option, "a number");
      double part = Double.NaN;
      try {
        part = Double.parseDouble(text);
      } catch (NumberFormatException _) {
        // refused below, as other texts that are no part
      }
      if (!(part > 0 && part < 1)) {
        throw new UsageException(option + " must be above 0 and below 1: " + text);
      }
      return part;
    }

    private String value(String option, String what) {
      if (left.isEmpty()) {
        throw new UsageException(option + " needs " + what + " behind it");
      }
      return left.removeFirst();
    }

    private static Group group(String argument) {
      return Groups.find(argument)
          .orElseThrow(
              () ->
                  new UsageException(
                      argument.startsWith("-")
                          ? "unknown option: " + argument
                          : "unknown group: "
                              + argument
                              + " (known: "
                              + Groups.names()
                              + ", all)"));
    }

    Arguments finish() {
      List<Group> distinct = groups.stream().distinct().toList();
      if (action == Action.RUN && distinct.isEmpty()) {
        throw new UsageException("a group is missing (known: " + Groups.names() + ", all)");
      }
      if (action == Action.REPORT && !distinct.isEmpty()) {
        throw new UsageException("report takes no group: it shows all results");
      }
      if (json != null && distinct.size() > 1) {
        throw new UsageException("--json takes one group, not " + distinct.size());
      }
      return new Arguments(
          action, distinct.stream().map(this::sized).toList(), quick, peers, json, directory);
    }

    private Group sized(Group group) {
      if (scale.isPresent()) {
        return group
            .scaledTo(scale.getAsDouble())
            .orElseThrow(() -> new UsageException("group has one size only: " + group.name()));
      }
      return quick ? group.scaledTo(QUICK_SCALE).orElse(group) : group;
    }
  }
}
