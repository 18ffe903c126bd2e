package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes fail now and then, alone or some in a row; a sync fails rarely. */
final class FaultyDisk implements FaultPlan {
  private static final Fault[] WRITE_FAULTS = {
    Fault.DISK_FULL, Fault.DISK_FULL_HALF_WAY, Fault.INPUT_OUTPUT_ERROR
  };
  private static final Fault[] SYNC_FAULTS = {Fault.INPUT_OUTPUT_ERROR, Fault.SYNC_FAILS_AND_DROPS};
  private static final int FAILURES_IN_A_ROW_MAX = 3;
  private static final double WRITE_RATE = 0.06;
  private static final double SHORT_RATE = 0.05;
  private static final double SYNC_RATE = 0.004;
  private static final double CREATE_RATE = 0.1;

  private final SplittableRandom random;
  private int failuresLeft;

  FaultyDisk(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public @Nullable Fault faultFor(Occurrence occurrence) {
    return switch (occurrence.kind()) {
      case WRITE -> faultOfWrite();
      case SYNC -> hits(SYNC_RATE) ? any(SYNC_FAULTS) : null;
      case CREATE -> hits(CREATE_RATE) ? Fault.DISK_FULL : null;
      case LIST, OPEN, RENAME, DELETE, SYNC_DIRECTORY, LENGTH, READ, SYNC_WITH_METADATA -> null;
    };
  }

  private @Nullable Fault faultOfWrite() {
    if (failuresLeft == 0 && hits(WRITE_RATE)) {
      // Mostly one, so that taking back works at once and nobody hears of it but who waits.
      failuresLeft = random.nextInt(3) > 0 ? 1 : random.nextInt(2, FAILURES_IN_A_ROW_MAX + 1);
    }
    if (failuresLeft > 0) {
      failuresLeft--;
      return any(WRITE_FAULTS);
    }
    return hits(SHORT_RATE) ? Fault.SHORT_WRITE : null;
  }

  private boolean hits(double rate) {
    return random.nextDouble() < rate;
  }

  private Fault any(Fault[] faults) {
    return faults[random.nextInt(faults.length)];
  }
}
