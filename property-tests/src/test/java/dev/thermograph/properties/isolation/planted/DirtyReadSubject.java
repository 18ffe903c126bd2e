package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.ArrayList;
import java.util.List;

/** Reads what others have written and not committed; nothing is validated. */
final class DirtyReadSubject extends OptimisticSubject {
  private final List<Pending> active = new ArrayList<>();

  @Override
  protected void begun(Pending transaction) {
    active.add(transaction);
  }

  @Override
  protected List<Long> look(Pending transaction, int item) {
    if (transaction.writes().containsKey(item)) {
      return transaction.over(item, List.of());
    }
    for (Pending other : active) {
      if (other.writes().containsKey(item)) {
        return other.over(item, List.of());
      }
    }
    return versions().newest(item);
  }

  @Override
  protected boolean mayCommit(Pending transaction) {
    return true;
  }

  @Override
  protected void ended(Pending transaction) {
    active.remove(transaction);
  }
}
