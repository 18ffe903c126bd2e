package dev.thermograph.benchmarks.harness;

/** Measures a side once. */
@FunctionalInterface
interface SideRunner {
  Measurement run(Side side);
}
