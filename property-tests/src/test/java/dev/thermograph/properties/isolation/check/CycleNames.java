package dev.thermograph.properties.isolation.check;

import java.util.List;

/** What a cycle is called. */
final class CycleNames {
  private CycleNames() {}

  static Anomaly of(Stage stage, List<Step> cycle) {
    return switch (stage) {
      case WRITES -> Anomaly.DIRTY_WRITE;
      case INFORMATION -> Anomaly.CIRCULAR_INFORMATION;
      case SNAPSHOTS -> ofSnapshots(cycle);
      case SNAPSHOTS_OF_PROCESSES -> Anomaly.SESSION_VIOLATION;
      case SNAPSHOTS_IN_TIME -> Anomaly.REALTIME_VIOLATION;
      case SERIAL_ORDER -> cycle.size() == 2 ? Anomaly.WRITE_SKEW : Anomaly.ANTI_DEPENDENCY_CYCLE;
      case SERIAL_ORDER_IN_TIME -> Anomaly.REALTIME_SKEW;
      case SERIAL_ORDER_OF_SEQUENCES -> Anomaly.SEQUENCE_VIOLATION;
    };
  }

  private static Anomaly ofSnapshots(List<Step> cycle) {
    if (count(cycle, Dependency.RW) > 1) {
      return Anomaly.LONG_FORK;
    }
    boolean oneItem = cycle.stream().mapToInt(Step::item).distinct().count() == 1;
    if (oneItem && count(cycle, Dependency.WR) == 0) {
      return Anomaly.LOST_UPDATE;
    }
    boolean ofOneWriter = cycle.size() == 2 && count(cycle, Dependency.WR) == 1;
    return ofOneWriter && !oneItem ? Anomaly.FRACTURED_READ : Anomaly.READ_SKEW;
  }

  private static long count(List<Step> cycle, Dependency kind) {
    return cycle.stream().filter(step -> step.kind() == kind).count();
  }
}
