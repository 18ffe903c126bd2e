/**
 * Transactions: what a caller changes is kept beside the graph until it is one commit.
 *
 * <p>{@link dev.thermograph.engine.internal.transaction.TransactionManager} is where to start. A
 * {@link dev.thermograph.engine.internal.transaction.GraphTransaction} reads and changes an {@link
 * dev.thermograph.engine.internal.transaction.Overlay}, which lays a {@link
 * dev.thermograph.engine.internal.transaction.Workspace} over the store; {@link
 * dev.thermograph.engine.internal.transaction.CommitEmission} makes a commit of that. Interactive
 * ones note {@link dev.thermograph.engine.internal.transaction.ReadKeys}, which are looked up among
 * {@link dev.thermograph.engine.internal.transaction.RecentWrites} before they commit.
 */
@NullMarked
package dev.thermograph.engine.internal.transaction;

import org.jspecify.annotations.NullMarked;
