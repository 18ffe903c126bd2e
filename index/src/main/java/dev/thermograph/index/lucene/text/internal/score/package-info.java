/**
 * How a text is scored: {@link dev.thermograph.index.lucene.text.internal.score.ExactLengthBm25},
 * with the numbers of what a view sees where {@link
 * dev.thermograph.index.lucene.text.internal.score.ViewStatistics} counts them.
 */
@NullMarked
package dev.thermograph.index.lucene.text.internal.score;

import org.jspecify.annotations.NullMarked;
