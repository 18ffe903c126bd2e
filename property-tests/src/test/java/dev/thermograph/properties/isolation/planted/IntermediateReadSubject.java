package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/**
 * Commits in two steps: at an odd sequence all but the last value of each item, at the even one
 * after it the last. The first transaction that begins after a commit still reads at the odd one.
 */
final class IntermediateReadSubject extends OptimisticSubject {
  private boolean isFresh;

  @Override
  protected long snapshot(int worker) {
    boolean tooEarly = isFresh;
    isFresh = false;
    return tooEarly ? newest() - 1 : newest();
  }

  @Override
  protected boolean mayCommit(Pending transaction) {
    for (int item : transaction.reads()) {
      if (versions().newestSequence(item) > ((transaction.snapshot() + 1) & ~1)) {
        return transaction.writes().isEmpty();
      }
    }
    return true;
  }

  @Override
  protected Ending install(Pending transaction) {
    if (transaction.writes().isEmpty()) {
      return Ending.committed(0);
    }
    long odd = next();
    long even = next();
    transaction
        .writes()
        .forEach(
            (item, values) -> {
              List<Long> former = values.subList(0, values.size() - 1);
              putAll(item, odd, former.isEmpty() ? values : former);
              if (!former.isEmpty()) {
                putAll(item, even, List.of(values.getLast()));
              }
            });
    isFresh = true;
    return Ending.committed(even);
  }
}
