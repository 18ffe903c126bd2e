package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.ProgressPhase;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineStep;

/** Tells metrics how far long steps have come. <em>Stateless.</em> */
final class Steps {
  private Steps() {}

  static ProgressListener listener(EngineMetrics metrics) {
    return (tenant, phase, done, total) -> metrics.progress(tenant, step(phase), done, total);
  }

  private static EngineStep step(ProgressPhase phase) {
    return switch (phase) {
      case WRITE -> EngineStep.SNAPSHOT_WRITE;
      case VERIFY -> EngineStep.SNAPSHOT_VERIFY;
      case REOPEN -> EngineStep.MAPS_REOPEN;
      case LOAD -> EngineStep.SNAPSHOT_LOAD;
      case REPLAY -> EngineStep.LOG_REPLAY;
    };
  }
}
