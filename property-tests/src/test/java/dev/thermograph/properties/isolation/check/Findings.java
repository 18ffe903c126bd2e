package dev.thermograph.properties.isolation.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is found, a limited number of each kind. */
final class Findings {
  private static final int EACH_MAX = 50;

  private final Level level;
  private final List<Finding> found = new ArrayList<>();
  private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);

  Findings(Level level) {
    this.level = level;
  }

  void add(Anomaly anomaly, String text) {
    if (level.forbids(anomaly) && counts.merge(anomaly, 1, Integer::sum) <= EACH_MAX) {
      found.add(new Finding(anomaly, text));
    }
  }

  List<Finding> found() {
    return found;
  }
}
