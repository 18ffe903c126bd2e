package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** Reads snapshots and commits whatever others have changed meanwhile. */
final class LostUpdateSubject extends OptimisticSubject {
  @Override
  protected boolean mayCommit(Pending transaction) {
    return true;
  }
}
