package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/** Does not show a transaction its own writes. */
final class InternalSubject extends OptimisticSubject {
  @Override
  protected List<Long> look(Pending transaction, int item) {
    return versions().at(item, transaction.snapshot());
  }
}
