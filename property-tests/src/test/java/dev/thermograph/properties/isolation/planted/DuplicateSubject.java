package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.history.Items;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** Puts some values into place twice, as one who tries again and had succeeded. */
final class DuplicateSubject extends OptimisticSubject {
  private static final int EVERY = 10;

  private int commitCount;

  @Override
  protected Ending install(Pending transaction) {
    if (++commitCount % EVERY == 0) {
      transaction
          .writes()
          .forEach(
              (item, values) -> {
                if (Items.isList(item)) {
                  values.add(values.getFirst());
                }
              });
    }
    return super.install(transaction);
  }
}
