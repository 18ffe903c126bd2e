package dev.thermograph.properties.isolation.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found in a history.
 *
 * @param dependencies how many of each kind were inferred: a history without any proves nothing
 */
public record Report(List<Finding> findings, Map<Dependency, Integer> dependencies) {
  public Report {
    findings = List.copyOf(findings);
    dependencies = Map.copyOf(dependencies);
  }

  /** The kinds of anomalies, the most basic first. */
  public Set<Anomaly> anomalies() {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    findings.forEach(finding -> found.add(finding.anomaly()));
    return found;
  }

  /** How many dependencies of a kind there were. */
  public int count(Dependency kind) {
    return dependencies.getOrDefault(kind, 0);
  }

  /** One finding of each kind in words. */
  @Override
  public String toString() {
    String examples =
        anomalies().stream().map(this::first).map(Finding::toString).collect(Collectors.joining());
    return "findings=" + findings.size() + " " + anomalies() + "\n" + examples;
  }

  private Finding first(Anomaly anomaly) {
    return findings.stream()
        .filter(finding -> finding.anomaly() == anomaly)
        .findFirst()
        .orElseThrow();
  }
}
