package dev.thermograph.properties.isolation.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the workers of a run shall do: for each worker its transactions. The same seed gives the
 * same workload. Immutable.
 */
public record Workload(
    long seed,
    WorkloadOptions options,
    List<List<TransactionPlan>> workers,
    Set<Integer> lists,
    Set<Integer> registers) {

  public Workload {
    workers = workers.stream().map(List::copyOf).toList();
    lists = Set.copyOf(lists);
    registers = Set.copyOf(registers);
  }

  /** A workload with random options. */
  public static Workload random(long seed, int operationCount) {
    return plan(seed, WorkloadOptions.random(seed, operationCount));
  }

  /** A workload with given options. */
  public static Workload plan(long seed, WorkloadOptions options) {
    TransactionPlanner planner = new TransactionPlanner(seed, options);
    List<List<TransactionPlan>> workers = new ArrayList<>();
    for (int worker = 0; worker < options.workerCount(); worker++) {
      workers.add(new ArrayList<>());
    }
    int planned = 0;
    for (int turn = 0; planned < options.operationCount(); turn++) {
      TransactionPlan plan = planner.next();
      workers.get(turn % options.workerCount()).add(plan);
      planned += plan.tasks().size();
    }
    Set<Integer> lists = new TreeSet<>();
    Set<Integer> registers = new TreeSet<>();
    for (List<TransactionPlan> plans : workers) {
      plans.forEach(plan -> plan.tasks().forEach(task -> note(task, lists, registers)));
    }
    return new Workload(seed, options, workers, lists, registers);
  }

  private static void note(Task task, Set<Integer> lists, Set<Integer> registers) {
    switch (task) {
      case Task.Append(int key, _) -> lists.add(key);
      case Task.ReadList(int key) -> lists.add(key);
      case Task.Write(int key, _) -> registers.add(key);
      case Task.ReadRegister(int key) -> registers.add(key);
    }
  }
}
