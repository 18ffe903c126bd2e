/**
 * What one commit is in the log, and what it does to a tenant's memory.
 *
 * <p>Read {@link dev.thermograph.engine.internal.commit.CommitLayout} first. A transaction writes
 * its commit with {@link dev.thermograph.engine.internal.commit.CommitWriter}; these bytes go into
 * the log, and {@link dev.thermograph.engine.internal.commit.CommitApplier} applies the same bytes
 * when the commit is made and when the log is replayed: there is no second way.
 */
@NullMarked
package dev.thermograph.engine.internal.commit;

import org.jspecify.annotations.NullMarked;
