package dev.thermograph.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The {@code thermograph} command: parses arguments, runs one subcommand, and turns its outcome
 * into an exit code and at most one line of error.
 *
 * <p><em>Single-threaded: the main thread.</em>
 */
@Command(
    name = "thermograph",
    description = "An embedded graph engine for the JVM.",
    subcommands = {
      DemoCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      VersionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the command failed; the last line says why",
      "2:wrong usage",
      "3:this machine lacks something; the last line says what"
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--stacktrace",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print where an error came from, not only its message.")
  private boolean stacktrace;

  private Main() {}

  /** Runs the command given by {@code arguments} and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; its writers may be replaced before. */
  static CommandLine commandLine() {
    Main main = new Main();
    return new CommandLine(main)
        .setExecutionExceptionHandler((failure, command, parsed) -> main.explain(failure, command))
        .setParameterExceptionHandler((failure, arguments) -> explainUsage(failure));
  }

  /** Without a subcommand there is nothing to do but say what there is. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  private int explain(Exception failure, CommandLine command) {
    command.getErr().println("thermograph: " + message(failure));
    if (stacktrace) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof LackingException ? ExitCode.LACKING : ExitCode.FAILED;
  }

  private static int explainUsage(CommandLine.ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("thermograph: " + message(failure) + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  /** The message of a failure, on one line; the class name where there is no message. */
  private static String message(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
