/**
 * What the log could not do, one type per reason.
 *
 * <p>All leaves extend {@link dev.thermograph.error.ThermographException} and are named by what
 * failed; their messages carry the directory, file, position, value and limit. Depends only on
 * {@code dev.thermograph.error}.
 */
@NullMarked
package dev.thermograph.wal.error;

import org.jspecify.annotations.NullMarked;
