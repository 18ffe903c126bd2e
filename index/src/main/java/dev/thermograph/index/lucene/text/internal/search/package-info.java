/**
 * One search over the segments that a view sees: {@link
 * dev.thermograph.index.lucene.text.internal.search.TextSearch}.
 */
@NullMarked
package dev.thermograph.index.lucene.text.internal.search;

import org.jspecify.annotations.NullMarked;
