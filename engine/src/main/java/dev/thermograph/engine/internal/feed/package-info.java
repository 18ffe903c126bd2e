/**
 * What an index has to know: which values of which nodes changed with a commit, and, for an index
 * that is new or comes back, what the memory holds.
 */
@NullMarked
package dev.thermograph.engine.internal.feed;

import org.jspecify.annotations.NullMarked;
