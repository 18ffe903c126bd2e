package dev.thermograph.benchmarks.graph;

import dev.thermograph.error.InvalidArgumentException;
import java.util.SplittableRandom;

/**
 * The graph that all sides get: a multigraph with a few nodes of very high degree and many of none,
 * always the same for the same scale.
 *
 * <p>Drawn by R-MAT (Chakrabarti, Zhan and Faloutsos, "R-MAT: A Recursive Model for Graph Mining",
 * SDM 2004, doi 10.1137/1.9781611972740.43): each edge goes into one quadrant of the adjacency
 * matrix after the other, with the probabilities 0.45, 0.22, 0.22, 0.11, until one cell is left.
 * Then the numbers of the nodes are permuted, so that a number says nothing about a degree.
 * Duplicate edges and self-loops stay: every side holds a multigraph. <em>Immutable.</em>
 */
public final class RmatGraph {
  /** Edges per node. */
  public static final int EDGE_FACTOR = 10;

  /** The graph that is measured has 2 to this power nodes. */
  static final int SCALE_MEASURED = 17;

  private static final int SCALE_MAX = 24;
  private static final long SEED = 20_261_121L;

  /** Upper limits of the first three quadrants, in percent. */
  private static final int UPPER_LEFT = 45;

  private static final int UPPER_RIGHT = UPPER_LEFT + 22;
  private static final int LOWER_LEFT = UPPER_RIGHT + 22;
  private static final int ALL = 100;

  private final int nodeCount;
  private final int[] from;
  private final int[] to;

  private RmatGraph(int nodeCount, int[] from, int[] to) {
    this.nodeCount = nodeCount;
    this.from = from;
    this.to = to;
  }

  /** The graph that is measured: 131,072 nodes and 1,310,720 edges. */
  public static RmatGraph measured() {
    return ofScale(SCALE_MEASURED);
  }

  /**
   * A graph with {@code 2^scale} nodes and ten times as many edges.
   *
   * @param scale 1..24
   */
  public static RmatGraph ofScale(int scale) {
    InvalidArgumentException.requireRange("scale", scale, 1, SCALE_MAX);
    int nodeCount = 1 << scale;
    SplittableRandom random = new SplittableRandom(SEED + scale);
    int[] numbers = permutation(nodeCount, random);
    int[] from = new int[nodeCount * EDGE_FACTOR];
    int[] to = new int[from.length];
    for (int edge = 0; edge < from.length; edge++) {
      draw(edge, scale, random, from, to);
      from[edge] = numbers[from[edge]];
      to[edge] = numbers[to[edge]];
    }
    return new RmatGraph(nodeCount, from, to);
  }

  private static void draw(int edge, int scale, SplittableRandom random, int[] from, int[] to) {
    int row = 0;
    int column = 0;
    for (int level = 0; level < scale; level++) {
      int dice = random.nextInt(ALL);
      boolean lower = dice >= UPPER_RIGHT;
      boolean right = lower ? dice >= LOWER_LEFT : dice >= UPPER_LEFT;
      row = (row << 1) | (lower ? 1 : 0);
      column = (column << 1) | (right ? 1 : 0);
    }
    from[edge] = row;
    to[edge] = column;
  }

  private static int[] permutation(int count, SplittableRandom random) {
    int[] numbers = new int[count];
    for (int index = 0; index < count; index++) {
      int other = random.nextInt(index + 1);
      numbers[index] = numbers[other];
      numbers[other] = index;
    }
    return numbers;
  }

  /** Nodes are numbered from 0 up to this. */
  public int nodeCount() {
    return nodeCount;
  }

  /** Edges are numbered from 0 up to this. */
  public int edgeCount() {
    return from.length;
  }

  /** Nodes and edges. */
  public int elementCount() {
    return nodeCount + from.length;
  }

  /** Number of the node that an edge comes from. */
  public int from(int edge) {
    return from[edge];
  }

  /** Number of the node that an edge goes to. */
  public int to(int edge) {
    return to[edge];
  }
}
