package dev.thermograph.benchmarks.harness;

/** Whether more or less of a side's score is better. */
public enum Kind {
  /** Operations per second: more is better. */
  THROUGHPUT {
    @Override
    double ratio(double ours, double theirs) {
      return ours / theirs;
    }
  },
  /** Time per operation: less is better. */
  TIME {
    @Override
    double ratio(double ours, double theirs) {
      return theirs / ours;
    }
  };

  /** Above 1 is always better for us. */
  abstract double ratio(double ours, double theirs);
}
