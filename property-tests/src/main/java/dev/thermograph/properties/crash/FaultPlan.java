package dev.thermograph.properties.crash;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Says which operations go wrong and how. Asked once per operation, in order, under the lock of its
 * {@link FaultySegmentFiles}.
 */
@FunctionalInterface
public interface FaultPlan {

  /** The fault for this operation, or null when it shall go well. */
  @Nullable Fault faultFor(Occurrence occurrence);

  /** Everything goes well. */
  static FaultPlan none() {
    return _ -> null;
  }

  /** The {@code number}-th operation of a kind goes wrong, counted from 1. */
  static FaultPlan at(OperationKind kind, long number, Fault fault) {
    return occurrence ->
        occurrence.kind() == kind && occurrence.numberOfKind() == number ? fault : null;
  }

  /** The {@code number}-th operation of a kind and all later ones of that kind go wrong. */
  static FaultPlan from(OperationKind kind, long number, Fault fault) {
    return occurrence ->
        occurrence.kind() == kind && occurrence.numberOfKind() >= number ? fault : null;
  }

  /** The {@code number}-th operation of all goes wrong, counted from 1. */
  static FaultPlan at(long number, Fault fault) {
    return occurrence -> occurrence.number() == number ? fault : null;
  }

  /**
   * The {@code number}-th operation of all and whatever follows goes wrong: a device that is gone.
   */
  static FaultPlan from(long number, Fault fault) {
    return occurrence -> occurrence.number() >= number ? fault : null;
  }

  /** The {@code number}-th operation that changes anything goes wrong; looking is not counted. */
  static FaultPlan atChange(long number, Fault fault) {
    return occurrence ->
        occurrence.kind().isChange() && occurrence.numberOfChange() == number ? fault : null;
  }

  /** As {@link #atChange}, and all later changes. */
  static FaultPlan fromChange(long number, Fault fault) {
    return occurrence ->
        occurrence.kind().isChange() && occurrence.numberOfChange() >= number ? fault : null;
  }

  /**
   * Changes go wrong at random, the same ones for the same seed and the same operations.
   *
   * @param rate the share that goes wrong, 0 to 1
   */
  static FaultPlan seeded(long seed, double rate, Fault... faults) {
    SplittableRandom random = new SplittableRandom(seed);
    Fault[] choice = faults.clone();
    return occurrence -> {
      if (!occurrence.kind().isChange() || random.nextDouble() >= rate) {
        return null;
      }
      return choice[random.nextInt(choice.length)];
    };
  }

  /** Asks this plan first and the other one when this one has nothing to say. */
  default FaultPlan or(FaultPlan other) {
    return occurrence -> {
      Fault fault = faultFor(occurrence);
      return fault == null ? other.faultFor(occurrence) : fault;
    };
  }

  /**
   * One operation about to happen.
   *
   * @param kind what it is
   * @param file the file's name, empty where there is none
   * @param number its place among all operations, from 1
   * @param numberOfChange how many changes there were so far, this one included if it is one
   * @param numberOfKind its place among the operations of its kind, from 1
   */
  record Occurrence(
      OperationKind kind, String file, long number, long numberOfChange, long numberOfKind) {}
}
