package dev.thermograph.properties.isolation.workload;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.HistoryRecorder;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.IsolationSubject;
import dev.thermograph.properties.isolation.subject.Operations;
import dev.thermograph.properties.isolation.subject.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/**
 * Does a workload with one thread for each worker. They start together and yield at random between
 * calls, so that they overlap on few cores, too; the seed gives the same workload, not the same
 * history.
 */
public final class ThreadedRun {
  private static final long JOIN_MILLIS_MAX = TimeUnit.MINUTES.toMillis(2);

  private final Workload workload;
  private final HistoryRecorder recorder = new HistoryRecorder();
  private final CyclicBarrier start;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private ThreadedRun(Workload workload) {
    this.workload = workload;
    this.start = new CyclicBarrier(workload.workers().size());
  }

  /** Runs it to the end; fails if a worker fails or does not come to its end. */
  public static History of(Workload workload, IsolationSubject subject)
      throws InterruptedException {
    return new ThreadedRun(workload).run(subject);
  }

  private History run(IsolationSubject subject) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < workload.workers().size(); number++) {
      int worker = number;
      Session session = subject.open(worker);
      threads.add(
          Thread.ofPlatform()
              .name("isolation-worker-" + worker)
              .daemon()
              .start(() -> work(worker, session)));
    }
    for (Thread thread : threads) {
      thread.join(JOIN_MILLIS_MAX);
      if (thread.isAlive()) {
        throw new AssertionError("hangs: seed=" + workload.seed() + " " + thread.getName());
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("a worker failed: seed=" + workload.seed(), failures.remove());
    }
    return recorder.finish(FinalLook.at(workload, subject));
  }

  private void work(int worker, Session session) {
    try {
      start.await();
      SplittableRandom random = new SplittableRandom(workload.seed() + worker);
      for (TransactionPlan plan : workload.workers().get(worker)) {
        transact(worker, session, plan, random);
      }
    } catch (Throwable e) { // told to whoever waits for the run
      failures.add(e);
    }
  }

  private void transact(
      int worker, Session session, TransactionPlan plan, SplittableRandom random) {
    List<Operation> done = new ArrayList<>();
    long invoked = recorder.tick();
    Ending ending = session.run(operations -> doTasks(plan, operations, done, random));
    recorder.add(worker, invoked, ending.outcome(), ending.sequence(), done);
  }

  @SuppressWarnings("ThreadPriorityCheck") // no test relies on it: it only makes more overlap
  private static boolean doTasks(
      TransactionPlan plan, Operations operations, List<Operation> done, SplittableRandom random) {
    done.clear(); // a former try
    for (Task task : plan.tasks()) {
      done.add(task.doIn(operations));
      if (random.nextBoolean()) {
        Thread.yield();
      }
    }
    return !plan.aborts();
  }
}
