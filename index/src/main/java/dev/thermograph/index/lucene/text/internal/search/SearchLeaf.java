package dev.thermograph.index.lucene.text.internal.search;

import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.lucene.internal.segment.VisibleDocs;
import org.apache.lucene.index.LeafReaderContext;

/**
 * One segment of a search.
 *
 * @param visible what the view sees
 * @param accepted what the filter accepts of it
 * @param all whether that is every document
 */
record SearchLeaf(
    LeafReaderContext context,
    SegmentEntries entries,
    VisibleDocs visible,
    VisibleDocs accepted,
    boolean all) {}
