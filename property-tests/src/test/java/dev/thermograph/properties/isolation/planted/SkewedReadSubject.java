package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Pending;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;

/**
 * A transaction that has read one item from before a commit is shown another item as it was after a
 * later commit, which has seen the former one.
 */
final class SkewedReadSubject extends OneOddLookSubject {
  @Override
  long sequence(Pending transaction, int item, NavigableMap<Long, Commit> later) {
    Set<Integer> changed = new HashSet<>();
    for (var entry : later.entrySet()) {
      Commit commit = entry.getValue();
      if (commit.writes().contains(item)
          && !Collections.disjoint(commit.reads(), changed)
          && Collections.disjoint(commit.writes(), transaction.reads())) {
        return entry.getKey();
      }
      changed.addAll(commit.writes());
      changed.retainAll(transaction.reads());
    }
    return transaction.snapshot();
  }
}
