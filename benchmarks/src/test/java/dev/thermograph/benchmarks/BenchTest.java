package dev.thermograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BenchTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpNamesTheGroupsAndTheForms() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("GROUP is one of: wal, graph, graph.growth, graph.supernode, all.")
        .contains("RATIO name median min..max vs what");
  }

  @Test
  void listNamesEveryLine() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("wal.append.sync.1\n", "wal.append.sync.16\n", "wal.recovery.scan\n")
        .contains("graph.load\n", "graph.load.neo4j  (--peers)\n")
        .contains("graph.growth.point-read.p99.9\n", "graph.supernode.delete.p99\n");
  }

  @Test
  void wrongUsageIsOneLineThatNamesWhatIsWrong() {
    assertUsage(
        "unknown group: wall (known: wal, graph, graph.growth, graph.supernode, all)", "wall");
    assertUsage("unknown option: --fast", "wal", "--fast");
    assertUsage("a group is missing", "--quick");
    assertUsage("--json needs a path behind it", "wal", "--json");
    assertUsage("--scale must be above 0 and below 1: 2", "graph.growth", "--scale", "2");
    assertUsage("group has one size only: wal", "wal", "--scale", "0.1");
    assertUsage("report takes no group", "report", "wal");
  }

  private void assertUsage(String message, String... arguments) {
    err.reset();
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(message)
        .contains("--help")
        .hasLineCount(1);
  }

  private int run(String... arguments) {
    return new Bench(print(out), print(err), Path.of("nowhere")).run(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
