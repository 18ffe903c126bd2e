package dev.thermograph.benchmarks.harness;

import java.io.IOException;

/** Benchmarks that run and are reported together. */
public interface Group {

  /** As it is given on the command line. */
  String name();

  /** What the group answers, in one line. */
  String about();

  /** What is measured. Says the same each time. */
  Plan plan();

  /**
   * Makes the files that the sides find in {@link Workspace#ofFork()}. Called once, before the
   * first round.
   */
  void prepare(Workspace workspace) throws IOException;
}
