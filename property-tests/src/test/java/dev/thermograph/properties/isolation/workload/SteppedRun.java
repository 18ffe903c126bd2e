package dev.thermograph.properties.isolation.workload;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.HistoryRecorder;
import dev.thermograph.properties.isolation.subject.StepSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Does a workload on one thread, whose seed interleaves the workers call by call: the same seed
 * gives the same history.
 */
public final class SteppedRun {
  private SteppedRun() {}

  /** Runs it to the end. */
  public static History of(Workload workload, StepSubject subject) {
    HistoryRecorder recorder = new HistoryRecorder();
    List<SteppedWorker> workers = new ArrayList<>();
    for (int number = 0; number < workload.workers().size(); number++) {
      workers.add(
          new SteppedWorker(
              number, subject.open(number), workload.workers().get(number), recorder));
    }
    SplittableRandom random = new SplittableRandom(~workload.seed());
    workers.removeIf(SteppedWorker::isDone);
    while (!workers.isEmpty()) {
      int turn = random.nextInt(workers.size());
      workers.get(turn).step();
      if (workers.get(turn).isDone()) {
        workers.remove(turn);
      }
    }
    return recorder.finish(FinalLook.at(workload, subject));
  }
}
