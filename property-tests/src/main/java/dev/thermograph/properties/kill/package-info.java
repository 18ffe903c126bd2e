/**
 * Processes that write a log until they are killed or their disk fails, and the judge of what is
 * left.
 *
 * <p>{@link dev.thermograph.properties.kill.KillChild} writes from several threads until the parent
 * kills it; {@link dev.thermograph.properties.kill.ScriptedRun} does one thing after the other, so
 * that a fault can be put before each of its operations, in this process or, through {@link
 * dev.thermograph.properties.kill.ScriptChild}, at each system call. Both note in a {@link
 * dev.thermograph.properties.kill.RunJournal}, which outlives them, what they tried and what they
 * were told. {@link dev.thermograph.properties.kill.Ledger} holds that against what recovery finds.
 * Depends on the log only.
 */
@NullMarked
package dev.thermograph.properties.kill;

import org.jspecify.annotations.NullMarked;
