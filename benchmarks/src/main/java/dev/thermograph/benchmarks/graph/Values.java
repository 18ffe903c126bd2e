package dev.thermograph.benchmarks.graph;

/**
 * The properties of nodes and edges, computed from their numbers, so that no side has to keep them
 * for the others. <em>Stateless.</em>
 */
public final class Values {
  private static final long UID_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long UID_MASK = (1L << 40) - 1;
  private static final int AGE_FIRST = 18;
  private static final int AGES = 80;
  private static final int YEAR_FIRST = 1990;
  private static final int YEARS = 36;
  private static final long YEAR_FACTOR = 0x2545_F491_4F6C_DD1DL;
  private static final int UPPER_HALF = 33;

  private Values() {}

  /**
   * A node's unique property: up to 12 digits, in no order. Multiplying by an odd number maps the
   * numbers below 2^40 one to one.
   */
  public static long uid(long node) {
    return (node * UID_FACTOR) & UID_MASK;
  }

  /** A node's name, not unique in a real graph but here: 12 to 20 characters. */
  public static String name(long node) {
    return "Person no. " + node;
  }

  /** A node's age, the property that is read: 18..97. */
  public static int age(long node) {
    return AGE_FIRST + (int) ((uid(node) >>> 7) % AGES);
  }

  /** An edge's property: a year. */
  public static int since(long edge) {
    return YEAR_FIRST + (int) (((edge * YEAR_FACTOR) >>> UPPER_HALF) % YEARS);
  }
}
