/**
 * The write-ahead log: bytes, tenants' numbers and sequences; no graph.
 *
 * <p>Start at {@link dev.thermograph.wal.WriteAheadLog}. The write path is in {@code flush},
 * reading in {@code read} and {@code recovery}, the bytes in {@code format.v1}, files in {@code
 * segment}, payload encryption in {@code crypto}, point-in-time archives in {@code archive},
 * read-only tailing from another process in {@code follow}. The format and its rules are in
 * docs/formats/wal-v1.md.
 */
@NullMarked
package dev.thermograph.wal;

import org.jspecify.annotations.NullMarked;
