package dev.thermograph.index;

/**
 * What a search did.
 *
 * @param strategy how the hits were found
 * @param visitedCount vectors compared with the query, in all segments and the tail
 * @param tailCount of these, vectors that no segment holds yet
 * @param segmentCount segments searched
 * @param selectivity estimated share of the indexed vectors that view and filter accept, 0..1
 */
public record SearchCost(
    SearchStrategy strategy,
    long visitedCount,
    int tailCount,
    int segmentCount,
    double selectivity) {}
