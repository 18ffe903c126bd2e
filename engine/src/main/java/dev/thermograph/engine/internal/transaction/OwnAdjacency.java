package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.read.ElementSource.EdgeSink;
import java.util.Arrays;

/**
 * Which edges a transaction adds at each node: chains through the places of {@link
 * ChangedElements}, newest first. Nothing is done until it is asked for the first time, so a bulk
 * load that asks nothing pays nothing. <b>Single-threaded.</b>
 */
final class OwnAdjacency {
  private static final int KIND_BITS = 16;
  private static final int CAPACITY_FIRST = 16;
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  private final ChangedElements edges;

  /** From a node, a kind and a direction to the place of the newest edge plus one. */
  private final LongTable newest = new LongTable();

  /** Place of the next edge out of the same node plus one. */
  private int[] nextOut = new int[0];

  /** Place of the next edge into the same node plus one. */
  private int[] nextIn = new int[0];

  /** Edges at places below are in the chains, as far as they were added. */
  private int linkedEnd;

  private boolean asked;

  OwnAdjacency(ChangedElements edges) {
    this.edges = edges;
  }

  /** Hands the added edges of a node to a sink until it says false. */
  void walk(int node, int kind, boolean incoming, EdgeSink sink) {
    int place = first(node, kind, incoming);
    boolean goesOn = true;
    while (goesOn && place != ChangedElements.ABSENT) {
      if (edges.isCreated(place)) {
        int neighbour = incoming ? edges.from(place) : edges.to(place);
        goesOn = sink.take(edges.number(place), neighbour);
      }
      place = next(place, incoming);
    }
  }

  /** Hands the added edges from one node to another to a sink until it says false. */
  void walkBetween(int from, int to, int kind, EdgeSink sink) {
    boolean isShorterBack = isShorterBack(first(from, kind, false), first(to, kind, true));
    int start = isShorterBack ? to : from;
    int end = isShorterBack ? from : to;
    walk(start, kind, isShorterBack, (edge, neighbour) -> neighbour != end || sink.take(edge, to));
  }

  /** Follows both chains at once, so that a short one beside a long one is quick to find. */
  private boolean isShorterBack(int firstOut, int firstIn) {
    int out = firstOut;
    int in = firstIn;
    while (out != ChangedElements.ABSENT && in != ChangedElements.ABSENT) {
      out = next(out, false);
      in = next(in, true);
    }
    return in == ChangedElements.ABSENT;
  }

  private int first(int node, int kind, boolean incoming) {
    link();
    return (int) newest.get(key(node, kind, incoming)) - 1;
  }

  private int next(int place, boolean incoming) {
    return (incoming ? nextIn[place] : nextOut[place]) - 1;
  }

  private static long key(int node, int kind, boolean incoming) {
    return ((long) node << (KIND_BITS + 1)) | ((long) kind << 1) | (incoming ? 1 : 0);
  }

  /** Takes in what was touched since it was asked last. */
  private void link() {
    asked = true;
    for (int place = linkedEnd; place < edges.count(); place++) {
      // What the base shows, it walks itself, also when it was deleted and brought back.
      if (!edges.wasThere(place)) {
        link(place);
      }
    }
    linkedEnd = edges.count();
  }

  private void link(int place) {
    if (place >= nextOut.length) {
      int capacity = Math.max(CAPACITY_FIRST, 2 * edges.count());
      nextOut = Arrays.copyOf(nextOut, capacity);
      nextIn = Arrays.copyOf(nextIn, capacity);
    }
    int kind = edges.kind(place);
    nextOut[place] = (int) newest.put(key(edges.from(place), kind, false), place + 1L);
    nextIn[place] = (int) newest.put(key(edges.to(place), kind, true), place + 1L);
  }

  /** Forgets all. */
  void clear() {
    if (!asked) {
      return;
    }
    newest.clear();
    if (nextOut.length > CAPACITY_KEPT_MAX) {
      nextOut = new int[0];
      nextIn = new int[0];
    }
    linkedEnd = 0;
    asked = false;
  }
}
