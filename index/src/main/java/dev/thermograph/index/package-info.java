/**
 * Searches over entity ids: vectors now, text and property values later, at every retained
 * sequence.
 *
 * <p>This module knows entity ids, not nodes, and neither the log nor the engine: it uses the root
 * of all errors and nothing else of other modules. Start at {@link
 * dev.thermograph.index.VectorIndex}; {@code VectorIndexes} in {@code
 * dev.thermograph.index.lucene}, the only package that imports Lucene, opens one.
 */
@NullMarked
package dev.thermograph.index;

import org.jspecify.annotations.NullMarked;
