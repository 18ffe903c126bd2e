package dev.thermograph.benchmarks.harness;

import java.io.IOException;
import java.util.Optional;

/** Benchmarks that run and are reported together. */
public interface Group {

  /** As it is given on the command line. */
  String name();

  /** What the group answers, in one line. */
  String about();

  /** What is measured. Says the same each time. */
  Plan plan();

  /** The same with other products among the sides; empty when the group knows none. */
  default Optional<Plan> planWithPeers() {
    return Optional.empty();
  }

  /**
   * The same questions about less data, for a first impression; empty when there is only one size.
   *
   * @param scale part of the full size, above 0 and below 1
   */
  default Optional<Group> scaledTo(double scale) {
    return Optional.empty();
  }

  /** How long to measure. */
  default Effort effort(boolean quick, boolean withPeers) {
    return quick ? Effort.QUICK : Effort.FULL;
  }

  /**
   * Makes the files that the sides find in {@link Workspace#ofFork()}. Called once, before the
   * first round.
   */
  void prepare(Workspace workspace) throws IOException;
}
