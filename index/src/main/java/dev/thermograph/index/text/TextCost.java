package dev.thermograph.index.text;

/**
 * What a search did.
 *
 * @param visitedCount matches that were scored
 * @param drainedCount entries that were not in a segment yet and were put there first
 * @param segmentCount segments searched
 * @param exactStatistics whether scores rest on exactly what the view sees
 * @param filterLeads whether the filter was walked through instead of asked about each match
 */
public record TextCost(
    long visitedCount,
    int drainedCount,
    int segmentCount,
    boolean exactStatistics,
    boolean filterLeads) {}
