package dev.thermograph.wal.flush;

/**
 * When the log thread does what nobody waits for.
 *
 * @param trailerAfterNanos idle time after which a TRAILER proves the last group
 * @param spinNanos how long the log thread looks for work before it parks
 * @param prepareBelowBytes when less room than this is left, the next segment is prepared
 */
record FlushTiming(long trailerAfterNanos, long spinNanos, int prepareBelowBytes) {}
