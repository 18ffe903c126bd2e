package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.ArrayList;
import java.util.List;

/** Shows some lists with a value of nobody. */
final class UnwrittenValueSubject extends OptimisticSubject {
  private static final int EVERY = 10;
  private static final long OF_NOBODY = Long.MAX_VALUE;

  private int readCount;

  @Override
  protected List<Long> look(Pending transaction, int item) {
    List<Long> seen = super.look(transaction, item);
    boolean isPlain = !transaction.reads().contains(item) && transaction.writes().isEmpty();
    if (isPlain && ++readCount % EVERY == 0) {
      List<Long> more = new ArrayList<>(seen);
      more.add(OF_NOBODY);
      return more;
    }
    return seen;
  }
}
