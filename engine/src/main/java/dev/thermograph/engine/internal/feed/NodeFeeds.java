package dev.thermograph.engine.internal.feed;

import dev.thermograph.engine.internal.commit.NodeListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the nodes of a commit whose kinds have an index, and tells the feeds of those when it is
 * applied. <b>Single-threaded:</b> the tenant's lane, but for {@link #add}, which may be called
 * from elsewhere while no commit is under way.
 */
final class NodeFeeds implements NodeListener {
  private static final VectorFeed[] NO_FEEDS = {};
  private static final int CAPACITY_FIRST = 64;

  /** After a commit that touched more nodes, the room for them is given back. */
  private static final int CAPACITY_KEPT = 1 << 16;

  /** By number of the kind. */
  private VectorFeed[] @Nullable [] byKind = new VectorFeed[0][];

  private int[] nodes = new int[CAPACITY_FIRST];
  private int[] kinds = new int[CAPACITY_FIRST];
  private int count;

  /**
   * One more feed, which is told of commits from the next one on.
   *
   * @param durable commits up to this one cannot be lost
   */
  void add(VectorFeed feed, long durable) {
    feed.moved(Long.MAX_VALUE, durable);
    int kind = feed.field().kind();
    if (kind >= byKind.length) {
      byKind = Arrays.copyOf(byKind, kind + 1);
    }
    VectorFeed[] before = of(kind);
    VectorFeed[] more = Arrays.copyOf(before, before.length + 1);
    more[before.length] = feed;
    byKind[kind] = more;
  }

  private VectorFeed[] of(int kind) {
    VectorFeed[] feeds = kind < byKind.length ? byKind[kind] : null;
    return feeds == null ? NO_FEEDS : feeds;
  }

  @Override
  public void changed(int node, int kind) {
    if (of(kind).length == 0 || (count > 0 && nodes[count - 1] == node)) {
      return;
    }
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    nodes[count] = node;
    kinds[count] = kind;
    count++;
  }

  @Override
  public void moved(long oldestView, long durable) {
    for (VectorFeed[] feeds : byKind) {
      if (feeds != null) {
        for (VectorFeed feed : feeds) {
          feed.moved(oldestView, durable);
        }
      }
    }
  }

  @Override
  public void applied(long sequence) {
    for (int at = 0; at < count; at++) {
      for (VectorFeed feed : of(kinds[at])) {
        feed.changed(nodes[at], sequence); // a node told twice changes nothing the second time
      }
    }
    count = 0;
    if (nodes.length > CAPACITY_KEPT) {
      nodes = new int[CAPACITY_FIRST];
      kinds = new int[CAPACITY_FIRST];
    }
  }
}
