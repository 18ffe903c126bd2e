package dev.thermograph.properties.isolation.workload;

import java.util.SplittableRandom;

/**
 * What a workload is like. Shares are between 0 and 1.
 *
 * @param operationCount about so many operations in all transactions
 * @param hotKeyCount keys that most transactions meet at
 * @param hotShare how many operations go to them
 * @param tasksMax most operations in a transaction
 * @param abortShare transactions that are aborted on purpose
 * @param listShare operations on lists; the others are on registers
 */
public record WorkloadOptions(
    int operationCount,
    int workerCount,
    int hotKeyCount,
    int coldKeyCount,
    double hotShare,
    int tasksMax,
    double readShare,
    double abortShare,
    double listShare,
    Shape shape) {

  public WorkloadOptions {
    if (operationCount < 1 || workerCount < 1 || hotKeyCount < 1 || coldKeyCount < 1) {
      throw new IllegalArgumentException("counts have to be positive");
    }
  }

  /** From 2 to 8 workers, few or many hot keys, short or long transactions. */
  public static WorkloadOptions random(long seed, int operationCount) {
    SplittableRandom random = new SplittableRandom(seed);
    return new WorkloadOptions(
        operationCount,
        random.nextInt(2, 9),
        random.nextInt(1, 7),
        random.nextInt(4, 100),
        random.nextDouble(0.3, 0.95),
        random.nextInt(1, 9),
        random.nextDouble(0.2, 0.8),
        random.nextBoolean() ? 0 : random.nextDouble(0.2),
        random.nextInt(3) * 0.5,
        Shape.MIXED);
  }

  /** The same with only lists, or only registers, or both. */
  public WorkloadOptions withListShare(double share) {
    return new WorkloadOptions(
        operationCount,
        workerCount,
        hotKeyCount,
        coldKeyCount,
        hotShare,
        tasksMax,
        readShare,
        abortShare,
        share,
        shape);
  }

  /** The same with other aborts. */
  public WorkloadOptions withAbortShare(double share) {
    return new WorkloadOptions(
        operationCount,
        workerCount,
        hotKeyCount,
        coldKeyCount,
        hotShare,
        tasksMax,
        readShare,
        share,
        listShare,
        shape);
  }

  /** The same with other transactions. */
  public WorkloadOptions withShape(Shape other) {
    return new WorkloadOptions(
        operationCount,
        workerCount,
        hotKeyCount,
        coldKeyCount,
        hotShare,
        tasksMax,
        readShare,
        abortShare,
        listShare,
        other);
  }

  /** The same with many workers and long transactions that meet at few keys. */
  public WorkloadOptions busy() {
    return new WorkloadOptions(
        operationCount,
        Math.max(4, workerCount),
        Math.max(3, hotKeyCount),
        4,
        0.9,
        Math.max(5, tasksMax),
        0.5,
        abortShare,
        listShare,
        shape);
  }
}
