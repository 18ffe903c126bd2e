package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** What is aborted on purpose is put into place all the same. */
final class AbortedReadSubject extends OptimisticSubject {
  @Override
  protected void undo(Pending transaction) {
    install(transaction);
  }
}
