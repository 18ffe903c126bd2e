/**
 * Vector indexes over Lucene segments; nothing outside of this package imports Lucene. Open one
 * with {@link dev.thermograph.index.lucene.VectorIndexes}.
 *
 * <p>Reading order: {@code LuceneVectorIndex} (what the calls do), {@code Drainer} (from the tail
 * into segments), {@code Generation} (what a search sees), {@code VectorSearch} and {@code
 * LeafSearch} (how it looks), {@code Reconciler} (what opening makes of old segments), {@code
 * DeadEntriesMergePolicy} (how the dead go). The codec is public for Lucene's service loader only.
 */
@NullMarked
package dev.thermograph.index.lucene;

import org.jspecify.annotations.NullMarked;
