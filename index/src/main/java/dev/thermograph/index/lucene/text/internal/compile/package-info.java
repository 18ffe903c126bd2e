/**
 * From our queries to Lucene's: {@link
 * dev.thermograph.index.lucene.text.internal.compile.QueryCompiler}, over what one view sees.
 */
@NullMarked
package dev.thermograph.index.lucene.text.internal.compile;

import org.jspecify.annotations.NullMarked;
