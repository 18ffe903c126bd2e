package dev.thermograph.cli;

/** What the process returns to its caller; {@code --help} lists the same numbers. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int LACKING = 3;

  private ExitCode() {}
}
