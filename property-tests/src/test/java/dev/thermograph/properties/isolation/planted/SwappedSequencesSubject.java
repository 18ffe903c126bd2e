package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** Hands out the sequences of commits in pairs, the greater first. */
final class SwappedSequencesSubject extends OptimisticSubject {
  @Override
  protected Ending install(Pending transaction) {
    Ending ending = super.install(transaction);
    return ending.sequence() == 0 ? ending : Ending.committed(((ending.sequence() - 1) ^ 1) + 1);
  }
}
