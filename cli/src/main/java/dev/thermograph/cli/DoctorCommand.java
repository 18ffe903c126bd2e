package dev.thermograph.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether this machine can run the engine, one line per check. */
@Command(name = "doctor", description = "Check the JDK, its flags and the disk.")
final class DoctorCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where the engine would keep its files. Default: the current directory.")
  private Path directory = Path.of("");

  @Override
  public void run() {
    List<Finding> findings = findings();
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(
        finding ->
            out.println(
                Text.format("%-7s %s", finding.passed() ? "ok" : "MISSING", finding.text())));
    out.flush();
    long missingCount = findings.stream().filter(finding -> !finding.passed()).count();
    if (missingCount > 0) {
      throw new LackingException(
          Text.format("%d of %d checks failed", missingCount, findings.size()));
    }
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(JvmChecks.javaVersion(Runtime.version().feature()));
    findings.addAll(JvmChecks.flags());
    try {
      findings.addAll(DiskChecks.check(directory.toAbsolutePath()));
    } catch (IOException failure) {
      findings.add(
          new Finding(false, Text.format("disk: %s: %s", directory.toAbsolutePath(), failure)));
    }
    return findings;
  }
}
