package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A faulty subject, the work that brings its fault to light, and what it has to be called.
 *
 * @param anomaly has to be found
 * @param implied all that may be found: the anomaly and what cannot but come with it
 * @param newSubject makes a faulty subject
 * @param work changes random options to such that show the fault
 */
public record PlantedFault(
    String name,
    Anomaly anomaly,
    Set<Anomaly> implied,
    Supplier<StepSubject> newSubject,
    UnaryOperator<WorkloadOptions> work) {
  public PlantedFault {
    implied = Set.copyOf(implied);
  }

  @Override
  public String toString() {
    return name;
  }
}
