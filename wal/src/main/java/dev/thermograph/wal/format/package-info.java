/**
 * What all versions of the log's format share: positions along the log.
 *
 * <p>The bytes themselves are in one package per format version, {@code format.v1} now. An old
 * version stays as read-only code with a test file checked in.
 */
@NullMarked
package dev.thermograph.wal.format;

import org.jspecify.annotations.NullMarked;
