package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Shows one item of a transaction as it was at another sequence than the rest. */
abstract class OneOddLookSubject extends OptimisticSubject {

  /** The items that a commit read and wrote. */
  record Commit(Set<Integer> reads, Set<Integer> writes) {}

  private final NavigableMap<Long, Commit> commits = new TreeMap<>();

  /** At which sequence each item was shown. */
  private final Map<Pending, Map<Integer, Long>> shown = new HashMap<>();

  /** The sequence at which to show an item; the transaction's own, or one that makes it odd. */
  abstract long sequence(Pending transaction, int item, NavigableMap<Long, Commit> later);

  @Override
  protected final List<Long> look(Pending transaction, int item) {
    Map<Integer, Long> sequences = shown.computeIfAbsent(transaction, _ -> new HashMap<>());
    Long sequence = sequences.get(item);
    if (sequence == null) {
      long plain = transaction.snapshot();
      boolean isOdd = sequences.values().stream().anyMatch(each -> each != plain);
      sequence = isOdd ? plain : sequence(transaction, item, commits.tailMap(plain, false));
      sequences.put(item, sequence);
    }
    return transaction.over(item, versions().at(item, sequence));
  }

  @Override
  protected final Ending install(Pending transaction) {
    Ending ending = super.install(transaction);
    if (ending.sequence() != 0) {
      commits.put(
          ending.sequence(),
          new Commit(Set.copyOf(transaction.reads()), Set.copyOf(transaction.writes().keySet())));
    }
    return ending;
  }

  @Override
  protected final void ended(Pending transaction) {
    shown.remove(transaction);
  }
}
