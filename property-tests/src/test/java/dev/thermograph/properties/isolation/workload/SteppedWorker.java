package dev.thermograph.properties.isolation.workload;

import dev.thermograph.properties.isolation.history.HistoryRecorder;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.subject.ConflictException;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.StepSession;
import java.util.ArrayList;
import java.util.List;

/** A worker that makes one call at a time. */
final class SteppedWorker {
  private static final int NOT_BEGUN = -1;

  private final int number;
  private final StepSession session;
  private final List<TransactionPlan> plans;
  private final HistoryRecorder recorder;
  private final List<Operation> done = new ArrayList<>();
  private int planIndex;
  private int taskIndex = NOT_BEGUN;
  private long invoked;

  SteppedWorker(
      int number, StepSession session, List<TransactionPlan> plans, HistoryRecorder recorder) {
    this.number = number;
    this.session = session;
    this.plans = plans;
    this.recorder = recorder;
  }

  boolean isDone() {
    return planIndex == plans.size();
  }

  void step() {
    TransactionPlan plan = plans.get(planIndex);
    try {
      if (taskIndex == NOT_BEGUN) {
        invoked = recorder.tick();
        session.begin();
        taskIndex++;
      } else if (taskIndex < plan.tasks().size()) {
        done.add(plan.tasks().get(taskIndex++).doIn(session));
      } else if (plan.aborts()) {
        session.abort();
        end(Ending.ABORTED);
      } else {
        end(session.commit());
      }
    } catch (ConflictException e) {
      session.abort();
      end(Ending.ABORTED);
    }
  }

  private void end(Ending ending) {
    recorder.add(number, invoked, ending.outcome(), ending.sequence(), done);
    done.clear();
    planIndex++;
    taskIndex = NOT_BEGUN;
  }
}
