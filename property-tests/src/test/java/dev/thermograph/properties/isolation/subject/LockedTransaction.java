package dev.thermograph.properties.isolation.subject;

import dev.thermograph.properties.isolation.history.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A transaction of a {@link LockedSubject}: its changes lie over what is there. */
final class LockedTransaction implements Operations {
  private final Map<Integer, List<Long>> items;
  private final Map<Integer, List<Long>> changed = new HashMap<>();

  LockedTransaction(Map<Integer, List<Long>> items) {
    this.items = items;
  }

  Map<Integer, List<Long>> changed() {
    return changed;
  }

  private List<Long> read(int item) {
    return changed.getOrDefault(item, items.getOrDefault(item, List.of()));
  }

  private void put(int item, long value) {
    changed.put(item, Pending.apply(item, read(item), List.of(value)));
  }

  @Override
  public void append(int key, long value) {
    put(Items.list(key), value);
  }

  @Override
  public List<Long> readList(int key) {
    return read(Items.list(key));
  }

  @Override
  public void write(int key, long value) {
    put(Items.register(key), value);
  }

  @Override
  public long readRegister(int key) {
    List<Long> content = read(Items.register(key));
    return content.isEmpty() ? 0 : content.getFirst();
  }
}
