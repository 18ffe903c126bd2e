package dev.thermograph.index.lucene;

import org.apache.lucene.util.InfoStream;

/**
 * Numbers that were measured once and are no user's business; tests change them to see rare things
 * often. Immutable.
 *
 * @param drainRows the tail is compared with row by row, so it is drained from this length on
 * @param graphThreshold segments of n > this × ln n vectors get a graph; smaller ones are compared
 *     with one by one, and making them takes milliseconds. 300 means about 2,400 vectors.
 * @param walkFactor a walk of the graph is thought to cost so many times what Lucene expects; where
 *     fewer vectors than that are accepted they are all compared with
 * @param syncs whether a commit waits for the disk. Nothing that is lost without it is lost for
 *     good, but filling it in again takes time.
 * @param log what Lucene says about its work
 */
record IndexTuning(
    int drainRows, int graphThreshold, int walkFactor, boolean syncs, InfoStream log) {

  static final IndexTuning MEASURED = new IndexTuning(1_024, 300, 2, true, InfoStream.NO_OUTPUT);
}
