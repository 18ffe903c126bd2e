package dev.thermograph.planted.wal;

/** Knows nothing above it. */
public class GoodWal {}
