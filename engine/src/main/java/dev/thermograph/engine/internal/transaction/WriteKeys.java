package dev.thermograph.engine.internal.transaction;

import java.util.Arrays;

/**
 * What a commit changes: {@link AccessKey}s, up to what {@link RecentWrites} takes.
 * <b>Single-threaded:</b> the tenant's lane.
 */
final class WriteKeys {
  private static final int CAPACITY_FIRST = 64;
  private static final int CAPACITY_KEPT_MAX = 1 << 14;

  private long[] keys = new long[CAPACITY_FIRST];
  private int count;
  private boolean isOn;

  /** Begins a commit, which some open transaction may have to know of, or none. */
  void begin(boolean isWanted) {
    isOn = isWanted;
    count = 0;
    if (keys.length > CAPACITY_KEPT_MAX) {
      keys = new long[CAPACITY_FIRST];
    }
  }

  void addNode(int node, int kind, boolean comesOrGoes) {
    if (!isOn) {
      return;
    }
    add(AccessKey.node(node));
    if (comesOrGoes) {
      add(AccessKey.nodeExists(node));
      add(AccessKey.nodesOfKind(kind));
    }
  }

  void addUnique(long hash) {
    if (isOn) {
      add(AccessKey.unique(hash));
    }
  }

  void addEdge(int edge, int kind, int from, int to, boolean comesOrGoes) {
    if (!isOn) {
      return;
    }
    add(AccessKey.edge(edge));
    if (comesOrGoes) {
      add(AccessKey.adjacency(from, kind, false));
      add(AccessKey.adjacency(to, kind, true));
      add(AccessKey.pair(from, to, kind));
      add(AccessKey.edgesOfKind(kind));
    }
  }

  void addSchema() {
    if (isOn) {
      add(AccessKey.schema());
    }
  }

  private void add(long key) {
    if (count > RecentWrites.COUNT_MAX) {
      return; // it is too much anyway
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
    }
    keys[count++] = key;
  }

  /** The commit has this sequence. */
  void applied(long sequence, RecentWrites recent) {
    if (isOn && recent.begin(sequence, count)) {
      for (int index = 0; index < count; index++) {
        recent.add(keys[index], sequence);
      }
    }
  }
}
