package dev.thermograph.properties.isolation.workload;

import java.util.List;

/**
 * What a transaction shall do.
 *
 * @param aborts whether its worker aborts it on purpose after the last task
 */
public record TransactionPlan(List<Task> tasks, boolean aborts) {
  public TransactionPlan {
    tasks = List.copyOf(tasks);
  }
}
