package dev.thermograph.benchmarks.graph;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The limit of reading: plain arrays, filled once, with no transaction, no durability and no name
 * that could change.
 *
 * <p>Edges in compressed sparse rows: the neighbours of all nodes in one array, sorted by the node
 * they belong to. Uids in a hash table with open addressing, at most half full.
 */
public final class ArrayGraph implements GraphSide {
  private static final int HASH_SHIFT = 32;
  private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long NO_UID = -1;

  private byte[] ages = new byte[0];
  private long[] tableUids = new long[0];
  private int[] tableNodes = new int[0];
  private int[] offsets = new int[0];
  private int[] neighbours = new int[0];
  private int[] from = new int[0];
  private int[] to = new int[0];
  private short[] since = new short[0];

  /** An empty one; the directory stays empty too. */
  public ArrayGraph(Path directory) {}

  @Override
  public void addNodes(int first, int end) {
    ages = Arrays.copyOf(ages, end);
    for (int node = first; node < end; node++) {
      ages[node] = (byte) Values.age(node);
    }
  }

  @Override
  public void addEdges(RmatGraph graph, int first, int end) {
    if (end > from.length) {
      grow(Math.max(end, 2 * from.length));
    }
    for (int edge = first; edge < end; edge++) {
      from[edge] = graph.from(edge);
      to[edge] = graph.to(edge);
      since[edge] = (short) Values.since(edge);
    }
    offsets = new int[] {end};
  }

  private void grow(int capacity) {
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    since = Arrays.copyOf(since, capacity);
  }

  @Override
  public void finishLoad() {
    sortEdges(offsets[0]);
    fillTable();
  }

  private void sortEdges(int edgeCount) {
    offsets = new int[ages.length + 1];
    for (int edge = 0; edge < edgeCount; edge++) {
      offsets[from[edge] + 1]++;
    }
    for (int node = 0; node < ages.length; node++) {
      offsets[node + 1] += offsets[node];
    }
    int[] next = offsets.clone();
    neighbours = new int[edgeCount];
    short[] sorted = new short[edgeCount];
    for (int edge = 0; edge < edgeCount; edge++) {
      int at = next[from[edge]]++;
      neighbours[at] = to[edge];
      sorted[at] = since[edge];
    }
    since = sorted;
    from = new int[0];
    to = new int[0];
  }

  private void fillTable() {
    int capacity = Integer.highestOneBit(ages.length) * 4;
    tableUids = new long[capacity];
    tableNodes = new int[capacity];
    Arrays.fill(tableUids, NO_UID);
    for (int node = 0; node < ages.length; node++) {
      int slot = slotOf(Values.uid(node));
      tableUids[slot] = Values.uid(node);
      tableNodes[slot] = node;
    }
  }

  /** Where a uid stands or would stand. */
  private int slotOf(long uid) {
    int mask = tableUids.length - 1;
    int slot = (int) ((uid * HASH_FACTOR) >>> HASH_SHIFT) & mask;
    while (tableUids[slot] != uid && tableUids[slot] != NO_UID) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  @Override
  public GraphReads openReads() {
    return new Reads();
  }

  @Override
  public GraphCommits openCommits() {
    throw new UnsupportedOperationException("plain arrays are not durable");
  }

  @Override
  public void close() {}

  private final class Reads implements GraphReads {
    @Override
    public long findNode(long uid) {
      int slot = slotOf(uid);
      return tableUids[slot] == uid ? tableNodes[slot] : -1;
    }

    @Override
    public int ageOf(long uid) {
      return ages[tableNodes[slotOf(uid)]];
    }

    @Override
    public long sumOfNeighbours(long id) {
      int end = offsets[(int) id + 1];
      long sum = 0;
      for (int at = offsets[(int) id]; at < end; at++) {
        sum += neighbours[at];
      }
      return sum;
    }

    @Override
    public void close() {}
  }
}
