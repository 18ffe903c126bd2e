package dev.thermograph.wal.crypto;

import java.util.Optional;

/**
 * Where the log gets tenants' keys: a key store, a file, a cloud service behind the caller's code.
 *
 * <p>Called on the appender's or reader's thread, never on the log thread, so a slow provider
 * delays its own caller only. Must be thread-safe. Answers should be cached by the implementation.
 */
public interface KeyProvider {

  /** Encrypts nothing: every payload is stored as it comes. */
  KeyProvider NONE =
      new KeyProvider() {
        @Override
        public Optional<TenantKey> currentKey(int tenant) {
          return Optional.empty();
        }

        @Override
        public Optional<TenantKey> key(int tenant, int version) {
          return Optional.empty();
        }
      };

  /** The key that new records of the tenant are written with; empty stores them plainly. */
  Optional<TenantKey> currentKey(int tenant);

  /** The key of a version found in a record; empty when it was destroyed or never known. */
  Optional<TenantKey> key(int tenant, int version);
}
