package dev.thermograph.properties.fuzz;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import java.util.Optional;

/** A key for tenant 3 only. Immutable. */
final class FuzzKeys implements KeyProvider {
  static final KeyProvider INSTANCE = new FuzzKeys();

  private static final int TENANT = 3;

  private FuzzKeys() {}

  @Override
  public Optional<TenantKey> currentKey(int tenant) {
    return key(tenant, 1);
  }

  @Override
  public Optional<TenantKey> key(int tenant, int version) {
    return tenant == TENANT && version == 1
        ? Optional.of(TenantKey.of(1, new byte[TenantKey.MATERIAL_BYTES]))
        : Optional.empty();
  }
}
