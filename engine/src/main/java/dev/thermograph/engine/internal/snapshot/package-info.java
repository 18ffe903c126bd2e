/** Snapshots of a tenant in files: their format, writing, reading and keeping. */
@NullMarked
package dev.thermograph.engine.internal.snapshot;

import org.jspecify.annotations.NullMarked;
