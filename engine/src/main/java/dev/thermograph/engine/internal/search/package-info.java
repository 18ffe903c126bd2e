/** Searches through a view: from what is asked to hits that the view sees. */
@NullMarked
package dev.thermograph.engine.internal.search;

import org.jspecify.annotations.NullMarked;
