/** Tests of snapshots as files. */
@NullMarked
package dev.thermograph.engine.internal.snapshot;

import org.jspecify.annotations.NullMarked;
