package dev.thermograph.properties.isolation.workload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Plans transactions one after the other. A hot list gives way to a new one when it has grown long,
 * so that reading stays cheap and a history of any length is checked in time linear in it.
 */
final class TransactionPlanner {
  private static final int APPENDS_MAX = 40;
  private static final int NOWHERE = -1;

  private final SplittableRandom random;
  private final WorkloadOptions options;

  /** The present list of each place, and how much was appended to it. */
  private final int[] lists;

  private final int[] appendCounts;
  private int nextList;
  private long nextValue = 1;

  TransactionPlanner(long seed, WorkloadOptions options) {
    this.random = new SplittableRandom(seed);
    this.options = options;
    int placeCount = options.hotKeyCount() + options.coldKeyCount();
    lists = new int[placeCount];
    appendCounts = new int[placeCount];
    for (int place = 0; place < placeCount; place++) {
      lists[place] = nextList++;
    }
  }

  TransactionPlan next() {
    List<Task> tasks = new ArrayList<>();
    int count = random.nextInt(1, options.tasksMax() + 1);
    switch (options.shape()) {
      case MIXED -> addMixed(tasks, count);
      case BLIND_WRITES -> addWrites(tasks, count);
      case READ_MODIFY_WRITE -> addReadModifyWrite(tasks);
      case ONE_WRITE_OR_READS -> {
        if (isRead()) {
          addReads(tasks, count);
        } else {
          addWrites(tasks, 1);
        }
      }
      case READ_AND_WRITE_OR_READS -> {
        if (isRead()) {
          addApart(tasks, Math.min(count, lists.length), NOWHERE);
        } else {
          addApart(tasks, 2, random.nextInt(2));
        }
      }
    }
    return new TransactionPlan(tasks, random.nextDouble() < options.abortShare());
  }

  private void addMixed(List<Task> tasks, int count) {
    for (int number = 0; number < count; number++) {
      tasks.add(isRead() ? read(isList(), place()) : write(isList(), place()));
    }
  }

  private void addWrites(List<Task> tasks, int count) {
    for (int number = 0; number < count; number++) {
      tasks.add(write(isList(), place()));
    }
  }

  private void addReads(List<Task> tasks, int count) {
    for (int number = 0; number < count; number++) {
      tasks.add(read(isList(), place()));
    }
  }

  private void addReadModifyWrite(List<Task> tasks) {
    boolean isList = isList();
    int place = place();
    tasks.add(read(isList, place));
    tasks.add(write(isList, place));
  }

  private void addApart(List<Task> tasks, int count, int writeAt) {
    Set<Integer> places = new HashSet<>();
    while (places.size() < count) {
      int place = place();
      if (places.add(place)) {
        boolean isWrite = places.size() - 1 == writeAt;
        tasks.add(isWrite ? write(isList(), place) : read(isList(), place));
      }
    }
  }

  private boolean isRead() {
    return random.nextDouble() < options.readShare();
  }

  private boolean isList() {
    return random.nextDouble() < options.listShare();
  }

  private int place() {
    return random.nextDouble() < options.hotShare()
        ? random.nextInt(options.hotKeyCount())
        : options.hotKeyCount() + random.nextInt(options.coldKeyCount());
  }

  private Task read(boolean isList, int place) {
    return isList ? new Task.ReadList(lists[place]) : new Task.ReadRegister(place);
  }

  private Task write(boolean isList, int place) {
    if (!isList) {
      return new Task.Write(place, nextValue++);
    }
    Task task = new Task.Append(lists[place], nextValue++);
    if (++appendCounts[place] == APPENDS_MAX) {
      appendCounts[place] = 0;
      lists[place] = nextList++;
    }
    return task;
  }
}
