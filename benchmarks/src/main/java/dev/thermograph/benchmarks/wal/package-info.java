/**
 * How fast is the write-ahead log, against what the disk gives?
 *
 * <p>{@link dev.thermograph.benchmarks.wal.WalGroup} lists the questions; each JMH class beside it
 * is one side of some of them.
 */
@NullMarked
package dev.thermograph.benchmarks.wal;

import org.jspecify.annotations.NullMarked;
