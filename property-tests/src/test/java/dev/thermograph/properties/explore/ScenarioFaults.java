package dev.thermograph.properties.explore;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.OperationKind;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Faults that a scenario orders for the operations that come next. <b>Single-threaded.</b> */
final class ScenarioFaults implements FaultPlan {
  private static final Fault[] OF_WRITES = {
    Fault.DISK_FULL, Fault.DISK_FULL_HALF_WAY, Fault.DISK_FULL_HALF_WAY, Fault.SHORT_WRITE
  };

  private final FaultPlan lies;
  private final RandomGenerator random;
  private int skipCount;
  private int faultCount;
  private boolean onNames;
  private boolean onSyncs;

  ScenarioFaults(FaultPlan lies, RandomGenerator random) {
    this.lies = lies;
    this.random = random;
  }

  /** After {@code skip} changes, the next {@code count} writes fail, or fall short. */
  void orderWriteFaults(int skip, int count) {
    skipCount = skip;
    faultCount = count;
    onNames = false;
    onSyncs = false;
  }

  /** As {@link #orderWriteFaults}, for creating, renaming, deleting and syncing the directory. */
  void orderNameFaults(int skip, int count) {
    orderWriteFaults(skip, count);
    onNames = true;
  }

  /** After {@code skip} changes, the next sync of a file's data fails. */
  void orderSyncFault(int skip) {
    orderWriteFaults(skip, 1);
    onSyncs = true;
  }

  /** Everything goes well from here on. */
  void clear() {
    faultCount = 0;
  }

  @Override
  public @Nullable Fault faultFor(Occurrence occurrence) {
    Fault lie = lies.faultFor(occurrence);
    if (lie != null) {
      return lie;
    }
    if (faultCount == 0 || !occurrence.kind().isChange()) {
      return null;
    }
    if (skipCount > 0) {
      skipCount--;
      return null;
    }
    if (!concerns(occurrence.kind())) {
      return null;
    }
    faultCount--;
    return choose(occurrence.kind());
  }

  private boolean concerns(OperationKind kind) {
    return switch (kind) {
      case WRITE -> !onNames && !onSyncs;
      case CREATE, RENAME, DELETE, SYNC_DIRECTORY -> onNames;
      case SYNC, SYNC_WITH_METADATA -> onSyncs;
      case LIST, OPEN, LENGTH, READ -> false;
    };
  }

  private Fault choose(OperationKind kind) {
    if (kind == OperationKind.WRITE) {
      return OF_WRITES[random.nextInt(OF_WRITES.length)];
    }
    if (onNames) {
      return Fault.DISK_FULL;
    }
    return switch (random.nextInt(3)) {
      case 0 -> Fault.INPUT_OUTPUT_ERROR;
      case 1 -> Fault.FAILS_BUT_TOOK_EFFECT;
      default -> Fault.SYNC_FAILS_AND_DROPS;
    };
  }
}
