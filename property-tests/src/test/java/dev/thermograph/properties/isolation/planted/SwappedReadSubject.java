package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shows some lists with their last two values swapped. */
final class SwappedReadSubject extends OptimisticSubject {
  private static final int EVERY = 10;

  private int readCount;

  @Override
  protected List<Long> look(Pending transaction, int item) {
    List<Long> seen = super.look(transaction, item);
    boolean isPlain = !transaction.reads().contains(item) && transaction.writes().isEmpty();
    if (isPlain && seen.size() > 1 && ++readCount % EVERY == 0) {
      List<Long> swapped = new ArrayList<>(seen);
      Collections.swap(swapped, seen.size() - 2, seen.size() - 1);
      return swapped;
    }
    return seen;
  }
}
