package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.Shape;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All planted faults. */
public final class PlantedFaults {
  private PlantedFaults() {}

  /** One for each anomaly, some have two. */
  public static List<PlantedFault> all() {
    return List.of(
        dirtyWrite(),
        dirtyRead(),
        abortedRead(),
        intermediateRead(),
        lostUpdate(),
        writeSkew(),
        fracturedRead(),
        skewedRead(),
        longFork(),
        fault(
            "stale read", Anomaly.REALTIME_VIOLATION, StaleReadSubject::new, WorkloadOptions::busy),
        forgetfulSession(),
        fault("lost append", Anomaly.LOST_APPEND, LostAppendSubject::new, PlantedFaults::lists),
        fault("voided commit", Anomaly.LOST_APPEND, VoidedCommitSubject::new, PlantedFaults::lists),
        fault("lost write", Anomaly.LOST_WRITE, LostWriteSubject::new, PlantedFaults::registers),
        tornCommit(),
        fault("duplicate", Anomaly.DUPLICATE_ELEMENT, DuplicateSubject::new, PlantedFaults::lists),
        swap(),
        unwritten(),
        blindToItself(),
        swappedSequences());
  }

  /** The fault of this name. */
  public static PlantedFault named(String name) {
    return all().stream().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
  }

  /** Correct but for what aborted transactions have read. */
  public static StepSubject abortedFracture() {
    return new AbortedFractureSubject();
  }

  private static PlantedFault dirtyWrite() {
    return fault(
        "dirty write",
        Anomaly.DIRTY_WRITE,
        DirtyWriteSubject::new,
        options -> lists(options).withShape(Shape.BLIND_WRITES).withAbortShare(0),
        Anomaly.SESSION_VIOLATION,
        Anomaly.REALTIME_VIOLATION);
  }

  /** Nothing is validated, so that all that is less basic shows, too. */
  private static PlantedFault dirtyRead() {
    return fault(
        "dirty read",
        Anomaly.CIRCULAR_INFORMATION,
        DirtyReadSubject::new,
        options -> registers(options).withShape(Shape.READ_AND_WRITE_OR_READS).withAbortShare(0),
        EnumSet.range(Anomaly.CIRCULAR_INFORMATION, Anomaly.SEQUENCE_VIOLATION)
            .toArray(Anomaly[]::new));
  }

  private static PlantedFault abortedRead() {
    return fault(
        "aborted read",
        Anomaly.ABORTED_READ,
        AbortedReadSubject::new,
        options -> options.withAbortShare(0.1));
  }

  private static PlantedFault intermediateRead() {
    return fault(
        "intermediate read",
        Anomaly.INTERMEDIATE_READ,
        IntermediateReadSubject::new,
        WorkloadOptions::busy);
  }

  /** Where more than two overlap, the shortest cycle may lead through what one read of another. */
  private static PlantedFault lostUpdate() {
    return fault(
        "lost update",
        Anomaly.LOST_UPDATE,
        LostUpdateSubject::new,
        options -> options.busy().withShape(Shape.READ_MODIFY_WRITE),
        Anomaly.READ_SKEW);
  }

  private static PlantedFault writeSkew() {
    return fault(
        "write skew",
        Anomaly.WRITE_SKEW,
        WriteSkewSubject::new,
        WorkloadOptions::busy,
        Anomaly.ANTI_DEPENDENCY_CYCLE,
        Anomaly.REALTIME_SKEW,
        Anomaly.SEQUENCE_VIOLATION);
  }

  private static PlantedFault fracturedRead() {
    return fault(
        "fractured read", Anomaly.FRACTURED_READ, FracturedReadSubject::new, WorkloadOptions::busy);
  }

  private static PlantedFault skewedRead() {
    return fault(
        "skewed read",
        Anomaly.READ_SKEW,
        SkewedReadSubject::new,
        options -> options.busy().withShape(Shape.READ_AND_WRITE_OR_READS));
  }

  private static PlantedFault longFork() {
    return fault(
        "long fork",
        Anomaly.LONG_FORK,
        LongForkSubject::new,
        options -> options.busy().withShape(Shape.ONE_WRITE_OR_READS),
        Anomaly.SESSION_VIOLATION,
        Anomaly.REALTIME_VIOLATION);
  }

  private static PlantedFault forgetfulSession() {
    return fault(
        "forgetful session",
        Anomaly.SESSION_VIOLATION,
        SessionSubject::new,
        WorkloadOptions::busy,
        Anomaly.REALTIME_VIOLATION);
  }

  private static PlantedFault tornCommit() {
    return fault("torn commit", Anomaly.TORN_COMMIT, TornCommitSubject::new, PlantedFaults::lists);
  }

  private static PlantedFault swap() {
    return fault(
        "swap",
        Anomaly.INCOMPATIBLE_ORDER,
        SwappedReadSubject::new,
        options -> lists(options).withShape(Shape.READ_AND_WRITE_OR_READS));
  }

  private static PlantedFault unwritten() {
    return fault(
        "unwritten",
        Anomaly.UNWRITTEN_VALUE,
        UnwrittenValueSubject::new,
        options -> lists(options).withShape(Shape.READ_AND_WRITE_OR_READS));
  }

  private static PlantedFault blindToItself() {
    return fault("blind to itself", Anomaly.INTERNAL, InternalSubject::new, WorkloadOptions::busy);
  }

  private static PlantedFault swappedSequences() {
    return fault(
        "swapped sequences",
        Anomaly.SEQUENCE_VIOLATION,
        SwappedSequencesSubject::new,
        PlantedFaults::lists);
  }

  private static PlantedFault fault(
      String name,
      Anomaly anomaly,
      Supplier<StepSubject> newSubject,
      UnaryOperator<WorkloadOptions> work,
      Anomaly... implied) {
    return new PlantedFault(name, anomaly, EnumSet.of(anomaly, implied), newSubject, work);
  }

  private static WorkloadOptions lists(WorkloadOptions options) {
    return options.busy().withListShare(1);
  }

  private static WorkloadOptions registers(WorkloadOptions options) {
    return options.busy().withListShare(0);
  }
}
