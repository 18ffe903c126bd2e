package dev.thermograph.wal.crypto;

import dev.thermograph.error.InvalidArgumentException;

/**
 * One version of one tenant's key material. Immutable; never prints its bytes.
 *
 * <p>Payload keys are derived from it per segment, so the material itself encrypts nothing.
 */
public final class TenantKey {
  /** Length of the key material. */
  public static final int MATERIAL_BYTES = 32;

  /** Largest version number. */
  public static final int VERSION_MAX = 0xFFFF;

  private final int version;
  private final byte[] material;

  private TenantKey(int version, byte[] material) {
    this.version = version;
    this.material = material;
  }

  /**
   * Copies the material.
   *
   * @param version 1..65535, written in each frame that the key protects
   * @param material 32 bytes of high entropy
   */
  public static TenantKey of(int version, byte[] material) {
    InvalidArgumentException.requireRange("key version", version, 1, VERSION_MAX);
    InvalidArgumentException.requireRange(
        "key material bytes", material.length, MATERIAL_BYTES, MATERIAL_BYTES);
    return new TenantKey(version, material.clone());
  }

  /** The version written in frames. */
  public int version() {
    return version;
  }

  byte[] material() {
    return material;
  }

  @Override
  public String toString() {
    return "TenantKey[version=" + version + "]";
  }
}
