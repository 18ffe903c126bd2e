package dev.thermograph.properties.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One run of the damage explorer over many seeds, and its figures. */
final class DamageRun {
  private DamageRun() {}

  /** What to do to each log. */
  @FunctionalInterface
  interface Harm {
    void to(DamageExplorer explorer, long seed);
  }

  /** Does harm until so many damages are done. */
  static DamageTally run(
      String name,
      ScenarioOptions options,
      Ending ending,
      long firstSeed,
      long damageCount,
      Harm harm) {
    AtomicLong done = new AtomicLong();
    List<DamageExplorer> explorers = new ArrayList<>();
    long start = System.nanoTime();
    Exploration.run(
        firstSeed,
        () -> {
          DamageExplorer explorer = new DamageExplorer(options, ending);
          explorers.add(explorer);
          return seed -> {
            long before = explorer.tally().all();
            harm.to(explorer, seed);
            done.addAndGet(explorer.tally().all() - before);
          };
        },
        () -> done.get() >= damageCount);
    double seconds = (System.nanoTime() - start) / 1e9;
    DamageTally tally = new DamageTally();
    explorers.forEach(explorer -> tally.merge(explorer.tally()));
    System.out.println(
        "DAMAGE " + name + " from seed " + firstSeed + ": " + tally.describe(seconds));
    return tally;
  }
}
