package dev.thermograph.engine.graph;

import dev.thermograph.wal.Durability;
import java.time.Instant;

/**
 * What became of a transaction. <em>Immutable.</em>
 *
 * @param sequence the commit's place in the log; views from this sequence on see it. When there was
 *     nothing to change, nothing was written, and this is what the transaction saw
 * @param committedAt when the log took it. When there was nothing to change, when the newest commit
 *     that the transaction saw was taken, or now when it saw none
 * @param durability what holds now: with {@link Durability.Sync} it survives a power cut. When
 *     there was nothing to change, none is promised if what the transaction saw is not known to be
 *     durable. In memory none is promised, whatever was asked for
 * @param changes what it changed
 */
public record CommitReceipt(
    long sequence, Instant committedAt, Durability durability, ChangeCounts changes) {}
