package dev.thermograph.index.lucene.text.internal.score;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;

/**
 * One segment and which of its documents a view sees.
 *
 * @param visible by number of the document
 */
public record ViewLeaf(LeafReader reader, Bits visible) {}
