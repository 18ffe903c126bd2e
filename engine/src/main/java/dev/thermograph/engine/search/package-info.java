/**
 * Finding nodes by what they are like: {@link dev.thermograph.engine.search.Search}.
 *
 * <p>A search goes through a view, and sees exactly what that sees: nothing newer, and of the past
 * what was so then. Whenever as many nodes as it asks for match, it finds as many.
 */
@NullMarked
package dev.thermograph.engine.search;

import org.jspecify.annotations.NullMarked;
