package dev.thermograph.engine.internal.search;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.filter.NodeTest;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.index.EntityFilter;
import java.util.List;

/** Asks a filter of a node's properties as a view sees them. <b>Single-threaded:</b> one search. */
final class ViewFilter implements EntityFilter {
  /** So many nodes are asked to learn about how many match. */
  private static final int SAMPLE = 128;

  private final ElementSource source;
  private final int kind;
  private final NodeTest test;
  private final int nodeEnd;
  private final ShownElement shown = new ShownElement();
  private final PropertyBlockReader properties = new PropertyBlockReader();
  private long cardinality = -1;

  /**
   * A filter in a view.
   *
   * @param nodeEnd numbers of nodes are below it
   */
  ViewFilter(ElementSource source, int kind, NodeTest test, int nodeEnd) {
    this.source = source;
    this.kind = kind;
    this.test = test;
    this.nodeEnd = nodeEnd;
  }

  @Override
  public boolean accepts(int node) {
    if (!source.showNode(node, shown) || shown.kind() != kind) {
      return false;
    }
    return test.matches(
        node,
        test.readsProperties() ? properties.wrap(shown.segment(), shown.offset()) : properties);
  }

  @Override
  public int next(int node) {
    return switch (test) {
      case NodeTest.OneOf(var nodes) -> (int) nodes.nextValue(node);
      case NodeTest.And(var tests) -> nextOfAll(tests, node);
      case NodeTest.Always _, NodeTest.Property _, NodeTest.Or _, NodeTest.Not _ -> node;
    };
  }

  /** The first that none of the sets passes over, or -1. */
  private static int nextOfAll(List<NodeTest> tests, int from) {
    int node = from;
    for (NodeTest test : tests) {
      if (node >= 0 && test instanceof NodeTest.OneOf(var nodes)) {
        node = (int) nodes.nextValue(node);
      }
    }
    return node;
  }

  @Override
  public long cardinality() {
    if (cardinality < 0) {
      cardinality =
          test instanceof NodeTest.OneOf(var nodes) ? nodes.getLongCardinality() : estimate();
    }
    return cardinality;
  }

  /** From a sample that is spread evenly; what matches hardly anywhere is told as little. */
  private long estimate() {
    int count = Math.min(SAMPLE, nodeEnd);
    int matching = 0;
    for (int at = 0; at < count; at++) {
      matching += accepts((int) ((long) at * nodeEnd / count)) ? 1 : 0;
    }
    return count == 0 ? 0 : Math.max(1, (long) matching * nodeEnd / count);
  }
}
