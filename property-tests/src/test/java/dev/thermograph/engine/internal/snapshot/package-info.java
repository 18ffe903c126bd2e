/** Tests of snapshots on disks that lose power or fail. */
@NullMarked
package dev.thermograph.engine.internal.snapshot;

import org.jspecify.annotations.NullMarked;
