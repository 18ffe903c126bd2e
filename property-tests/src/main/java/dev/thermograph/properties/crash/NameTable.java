package dev.thermograph.properties.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory: the names that the disk has for certain, those in memory, and the changes between.
 *
 * <p>The durable map is never changed once it is one, so images share it. <b>Single-threaded</b> as
 * its {@link DiskState}.
 */
final class NameTable {
  private Map<String, Integer> durable;
  private Map<String, Integer> current;
  private final List<Operation.NameChange> unsynced;

  /** A directory whose names are all durable; the map must not be changed any more. */
  NameTable(Map<String, Integer> durable) {
    this(durable, durable, new ArrayList<>(0));
  }

  private NameTable(
      Map<String, Integer> durable,
      Map<String, Integer> current,
      List<Operation.NameChange> unsynced) {
    this.durable = durable;
    this.current = current;
    this.unsynced = unsynced;
  }

  NameTable copy() {
    Map<String, Integer> ownCurrent = current == durable ? durable : new HashMap<>(current);
    return new NameTable(durable, ownCurrent, new ArrayList<>(unsynced));
  }

  /** Names as the running process sees them; not to be changed. */
  Map<String, Integer> current() {
    return current;
  }

  /** Names that survive any power cut; not to be changed. */
  Map<String, Integer> durable() {
    return durable;
  }

  List<Operation.NameChange> unsynced() {
    return unsynced;
  }

  void apply(Operation.NameChange change) {
    if (current == durable) {
      current = new HashMap<>(durable);
    }
    change.apply(current);
    unsynced.add(change);
  }

  void sync() {
    durable = current;
    unsynced.clear();
  }
}
