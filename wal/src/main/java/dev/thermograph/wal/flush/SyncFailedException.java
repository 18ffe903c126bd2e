package dev.thermograph.wal.flush;

import java.io.IOException;

/**
 * A sync failed. The kernel may have dropped the unwritten pages and marked them clean, so neither
 * a retry nor a later success proves anything (ATC 2020, "Can Applications Recover from fsync
 * Failures?").
 */
final class SyncFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  SyncFailedException(String message, IOException cause) {
    super(message, cause);
  }
}
