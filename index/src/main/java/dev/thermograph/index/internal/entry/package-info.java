/**
 * Which entries are visible at which sequence, beside the segments that hold their vectors: {@link
 * dev.thermograph.index.internal.entry.EntryTable}. One writer, readers without locks, everything
 * outside the heap.
 */
@NullMarked
package dev.thermograph.index.internal.entry;

import org.jspecify.annotations.NullMarked;
