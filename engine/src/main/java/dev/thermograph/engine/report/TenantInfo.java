package dev.thermograph.engine.report;

import java.time.Instant;

/**
 * One tenant. <em>Immutable.</em>
 *
 * @param name its name
 * @param number its number, which its ids carry, and which no other tenant ever gets
 * @param createdAt when it was created
 * @param state what it is doing
 * @param sequence of its newest commit, as far as is known without opening it; 0 for none
 * @param fileBytes length of its files; 0 in memory
 */
public record TenantInfo(
    String name, int number, Instant createdAt, TenantState state, long sequence, long fileBytes) {}
