package dev.thermograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesTheProductAndTheJvm() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).matches("thermograph \\d+\\.\\d+\\.\\d+\\S* on Java 25\\S*\\R");
  }

  @Test
  void doctorPassesWithTheFlagsOfTheLaunchScript(@TempDir Path directory) {
    assertThat(run("doctor", "--directory", directory.toString())).isZero();
    assertThat(out.toString()).contains("ok      java: found=25").contains("write and sync");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void doctorNamesTheDirectoryThatIsMissing(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    assertThat(run("doctor", "--directory", missing.toString())).isEqualTo(ExitCode.LACKING);
    assertThat(out.toString()).contains("MISSING disk: " + missing);
    assertThat(err.toString()).startsWith("thermograph: 1 of 7 checks failed").hasLineCount(1);
  }

  @Test
  void doctorNamesTheJavaVersionThatIsWrong() {
    assertThat(JvmChecks.javaVersion(21).passed()).isFalse();
    assertThat(JvmChecks.javaVersion(21).text()).contains("found=21 wanted=25");
  }

  @Test
  void doctorNamesTheSpaceThatIsMissing() {
    assertThat(DiskChecks.freeSpace(Path.of("data"), 5L << 20).passed()).isFalse();
    assertThat(DiskChecks.freeSpace(Path.of("data"), 5L << 20).text()).contains("free=5 MiB");
  }

  @Test
  void unknownCommandIsOneLineAndUsageCode() {
    assertThat(run("teleport")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("teleport").contains("--help").hasLineCount(1);
  }

  @Test
  void missingCommandIsOneLineAndUsageCode() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("thermograph: a command is missing").hasLineCount(1);
  }

  @Test
  void failureIsOneLineUnlessTheStackTraceIsAskedFor() {
    assertThat(run("bench", "wal")).isEqualTo(ExitCode.LACKING);
    assertThat(err.toString()).contains("./thermograph bench wal").hasLineCount(1);
    assertThat(run("bench", "wal", "--stacktrace")).isEqualTo(ExitCode.LACKING);
    assertThat(err.toString()).contains("at dev.thermograph.cli.BenchCommand.run");
  }

  @Test
  void demoSaysWhatIsBuilt() {
    assertThat(run("demo")).isZero();
    assertThat(out.toString()).contains("write-ahead log");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
