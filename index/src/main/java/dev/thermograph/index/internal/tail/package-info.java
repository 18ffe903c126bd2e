/**
 * Entries that no segment holds yet, with their vectors, outside the heap: {@link
 * dev.thermograph.index.internal.tail.Tail}.
 */
@NullMarked
package dev.thermograph.index.internal.tail;

import org.jspecify.annotations.NullMarked;
