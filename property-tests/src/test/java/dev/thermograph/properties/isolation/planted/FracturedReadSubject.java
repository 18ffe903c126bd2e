package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Pending;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;

/**
 * A transaction that has read one item from before a commit and now reads another one of that same
 * commit is shown it as it was right after the commit.
 */
final class FracturedReadSubject extends OneOddLookSubject {
  @Override
  long sequence(Pending transaction, int item, NavigableMap<Long, Commit> later) {
    Set<Integer> unchanged = new HashSet<>(transaction.reads());
    for (var entry : later.entrySet()) {
      Set<Integer> writes = entry.getValue().writes();
      if (unchanged.removeAll(writes) && writes.contains(item)) {
        return entry.getKey();
      }
    }
    return transaction.snapshot();
  }
}
