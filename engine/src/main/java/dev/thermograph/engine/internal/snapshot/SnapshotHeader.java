package dev.thermograph.engine.internal.snapshot;

import java.util.UUID;

/**
 * What a snapshot says of itself before anything else.
 *
 * @param tenant number of its tenant
 * @param origin id of the log that its sequences belong to
 * @param sequence the last commit that it holds
 * @param horizon the first sequence that it shows, of all kinds whose horizon is not named apart
 * @param nodeEnd node numbers are below
 * @param edgeEnd edge numbers are below
 * @param writtenMicros when it was written, in microseconds since 1970-01-01T00:00Z
 */
public record SnapshotHeader(
    int tenant,
    UUID origin,
    long sequence,
    long horizon,
    int nodeEnd,
    int edgeEnd,
    long writtenMicros) {}
