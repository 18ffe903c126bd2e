package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.history.Items;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import java.util.List;

/** Shows every write while it runs, and at the end what was there some commits before. */
final class LostWriteSubject extends OptimisticSubject {
  private static final long LOST = 3;

  @Override
  public synchronized long finalRegister(int key) {
    List<Long> content = versions().at(Items.register(key), newest() - LOST);
    return content.isEmpty() ? 0 : content.getFirst();
  }
}
