package dev.thermograph.cli;

import dev.thermograph.cli.demo.DemoDirectory;
import dev.thermograph.cli.demo.GraphDemo;
import dev.thermograph.cli.demo.LogDemo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what is built so far, in a temporary directory that it removes again. */
@Command(name = "demo", description = "Show what the engine does today.")
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Make the demo's directory in there. Default: the system's temporary one.")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--keep", description = "Leave the demo's files for a look at them.")
  private boolean keep;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (DemoDirectory directory = DemoDirectory.create(parent, keep)) {
      out.println("directory: " + directory.path());
      new GraphDemo(out, directory.path()).run();
      new LogDemo(out, directory.path()).run();
      out.println(keep ? "Kept: " + directory.path() : "Removed: " + directory.path());
    }
    out.flush();
    return ExitCode.DONE;
  }
}
