package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/** Writes go into place at once, whatever others are doing. */
final class DirtyWriteSubject extends OptimisticSubject {
  @Override
  protected void written(Pending transaction, int item, long value) {
    putAll(item, next(), List.of(value));
  }

  @Override
  protected Ending install(Pending transaction) {
    return Ending.committed(0);
  }
}
