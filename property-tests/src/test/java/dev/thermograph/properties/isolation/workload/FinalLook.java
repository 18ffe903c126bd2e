package dev.thermograph.properties.isolation.workload;

import dev.thermograph.properties.isolation.history.FinalState;
import dev.thermograph.properties.isolation.subject.IsolationSubject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at what a run has left. */
final class FinalLook {
  private FinalLook() {}

  static FinalState at(Workload workload, IsolationSubject subject) {
    Map<Integer, List<Long>> lists = new HashMap<>();
    workload.lists().forEach(key -> lists.put(key, subject.finalList(key)));
    Map<Integer, Long> registers = new HashMap<>();
    workload.registers().forEach(key -> registers.put(key, subject.finalRegister(key)));
    return new FinalState(lists, registers);
  }
}
