package dev.thermograph.properties.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One run of the crash explorer over many seeds, and its figures. */
final class CrashRun {
  private CrashRun() {}

  /** Explores until so many states are seen, or so many violations are found. */
  static Tally run(
      String name, ScenarioOptions options, long firstSeed, long stateCount, long violationsMax) {
    AtomicLong states = new AtomicLong();
    AtomicLong violations = new AtomicLong();
    List<CrashExplorer> explorers = new ArrayList<>();
    long start = System.nanoTime();
    Exploration.run(
        firstSeed,
        () -> {
          CrashExplorer explorer = new CrashExplorer(options);
          explorers.add(explorer);
          return seed -> {
            long statesBefore = explorer.tally().states();
            long violationsBefore = explorer.tally().violations();
            explorer.explore(seed);
            states.addAndGet(explorer.tally().states() - statesBefore);
            violations.addAndGet(explorer.tally().violations() - violationsBefore);
          };
        },
        () -> states.get() >= stateCount || violations.get() >= violationsMax);
    double seconds = (System.nanoTime() - start) / 1e9;
    Tally tally = new Tally();
    explorers.forEach(explorer -> tally.merge(explorer.tally()));
    System.out.println(
        "CRASH " + name + " from seed " + firstSeed + ": " + tally.describe(seconds));
    return tally;
  }
}
