package dev.thermograph.benchmarks.wal;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import java.util.Arrays;
import java.util.Optional;

/** One key for all tenants, at hand without looking: encryption is measured, not key keeping. */
final class OneKey implements KeyProvider {
  private static final byte MATERIAL = 7;

  private final Optional<TenantKey> key;

  OneKey() {
    byte[] material = new byte[TenantKey.MATERIAL_BYTES];
    Arrays.fill(material, MATERIAL);
    this.key = Optional.of(TenantKey.of(1, material));
  }

  @Override
  public Optional<TenantKey> currentKey(int tenant) {
    return key;
  }

  @Override
  public Optional<TenantKey> key(int tenant, int version) {
    return key;
  }
}
