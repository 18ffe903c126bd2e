package dev.thermograph.properties.explore;

/**
 * What a disk state has to keep.
 *
 * @param table what was appended
 * @param acked all sequences up to this one were reported as durable or refused
 * @param floor sequences from this one on are still needed by somebody
 */
record Expectation(RecordTable table, long acked, long floor) {}
