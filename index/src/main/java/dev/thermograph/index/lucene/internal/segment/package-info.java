/**
 * What all indexes have in common: segments of entries that never change, beside them what a search
 * needs of each entry, and merges that leave out the dead.
 *
 * <p>Start at {@link dev.thermograph.index.lucene.internal.segment.SegmentEntries} and {@link
 * dev.thermograph.index.lucene.internal.segment.VisibleDocs}.
 */
@NullMarked
package dev.thermograph.index.lucene.internal.segment;

import org.jspecify.annotations.NullMarked;
