/**
 * Lucene's analyzers behind our own {@link dev.thermograph.index.text.TextAnalysis}.
 *
 * <p>Start at {@link dev.thermograph.index.lucene.text.internal.analysis.Analyzers}.
 */
@NullMarked
package dev.thermograph.index.lucene.text.internal.analysis;

import org.jspecify.annotations.NullMarked;
