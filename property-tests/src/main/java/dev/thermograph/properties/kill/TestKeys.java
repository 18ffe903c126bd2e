package dev.thermograph.properties.kill;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import java.util.Optional;
import java.util.SplittableRandom;

/** Keys for tenants with odd numbers; the others stay plain. Immutable. */
final class TestKeys implements KeyProvider {
  static final KeyProvider INSTANCE = new TestKeys();

  private TestKeys() {}

  @Override
  public Optional<TenantKey> currentKey(int tenant) {
    return key(tenant, 1);
  }

  @Override
  public Optional<TenantKey> key(int tenant, int version) {
    if (tenant % 2 == 0 || version != 1) {
      return Optional.empty();
    }
    byte[] material = new byte[TenantKey.MATERIAL_BYTES];
    new SplittableRandom(tenant).nextBytes(material);
    return Optional.of(TenantKey.of(version, material));
  }
}
