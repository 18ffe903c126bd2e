/**
 * What to look for in texts: a sealed family of queries, and how large one may become.
 *
 * <p>Start at {@link dev.thermograph.index.text.query.TextQuery}. Depends on nothing but the
 * errors.
 */
@NullMarked
package dev.thermograph.index.text.query;

import org.jspecify.annotations.NullMarked;
