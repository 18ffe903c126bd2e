/**
 * Full text: what a caller says about the texts of a tenant, and what it gets back.
 *
 * <p>Start at {@link dev.thermograph.index.text.TextSchema}, which names the fields and their
 * {@link dev.thermograph.index.text.TextAnalysis}. Queries are in {@code text.query}, the two
 * parsers in {@code text.parse}. Knows nothing of Lucene; {@code index.lucene.text} does the work.
 */
@NullMarked
package dev.thermograph.index.text;

import org.jspecify.annotations.NullMarked;
