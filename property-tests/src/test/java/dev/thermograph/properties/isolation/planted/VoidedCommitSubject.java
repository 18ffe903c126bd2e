package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/** Shows some commits, acknowledges them, and takes them back a little later. */
final class VoidedCommitSubject extends OptimisticSubject {
  private static final int EVERY = 10;

  private int commitCount;
  private int voidedItem;
  private List<Long> voided = List.of();

  @Override
  protected Ending install(Pending transaction) {
    Ending ending = super.install(transaction);
    if (transaction.writes().isEmpty()) {
      return ending;
    }
    commitCount++;
    if (commitCount % EVERY == 0) {
      var last = transaction.writes().lastEntry();
      voidedItem = last.getKey();
      voided = List.copyOf(last.getValue());
    } else if (commitCount % EVERY == 3) {
      List<Long> rest =
          versions().newest(voidedItem).stream().filter(each -> !voided.contains(each)).toList();
      versions().put(voidedItem, next(), rest);
    }
    return ending;
  }
}
