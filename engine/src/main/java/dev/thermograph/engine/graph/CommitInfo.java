package dev.thermograph.engine.graph;

import java.time.Instant;

/**
 * A commit as audit sees it. It is known for as long as the past that it made is retained.
 * <em>Immutable.</em>
 *
 * @param sequence its place in the log; views from this sequence on see it
 * @param committedAt when the log took it
 * @param actor who made it, as {@link CommitOptions#actor} said; empty for nobody
 * @param reason why, as {@link CommitOptions#reason} said; empty for none
 * @param changes what it changed; nothing for one that changed kinds only
 */
public record CommitInfo(
    long sequence, Instant committedAt, String actor, String reason, ChangeCounts changes) {}
