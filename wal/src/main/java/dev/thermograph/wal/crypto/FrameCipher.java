package dev.thermograph.wal.crypto;

import dev.thermograph.wal.format.v1.FrameLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256-GCM over the payloads of one segment's frames.
 *
 * <p>The key of a (tenant, version) is HKDF-SHA-256 (RFC 5869) of the tenant's material with the
 * segment's random salt, so a sequence can be the nonce: it is given once per salt. The header
 * behind its CRC is authenticated too, so a frame cannot be moved to another tenant, sequence or
 * segment. NIST SP 800-38D, 96-bit nonce, 128-bit tag.
 *
 * <p><b>Single-threaded.</b> Allocates per frame (the JDK's GCM does).
 */
public final class FrameCipher {
  /** Bytes that encryption adds at the payload's end. */
  public static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;
  private static final int DERIVED_KEYS_MAX = 1024;
  private static final byte[] INFO_PREFIX =
      "thermograph-wal-v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] salt;
  private final Cipher cipher;
  private final Map<Long, SecretKey> derivedKeys = new HashMap<>();

  /** A cipher for the segment with this salt. */
  public FrameCipher(byte[] salt) {
    this.salt = salt.clone();
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES/GCM/NoPadding", e);
    }
  }

  /**
   * Encrypts in place: the payload of a frame whose header is complete but for the CRC, its length
   * already counting the tag.
   */
  public void encrypt(ByteBuffer frames, int at, TenantKey key) {
    int payloadBytes = FrameLayout.length(frames, at);
    int plainBytes = payloadBytes - TAG_BYTES;
    try {
      begin(Cipher.ENCRYPT_MODE, frames, at, key);
      int payloadAt = at + FrameLayout.HEADER_BYTES;
      ByteBuffer plain = frames.duplicate().limit(payloadAt + plainBytes).position(payloadAt);
      ByteBuffer sealed = frames.duplicate().limit(payloadAt + payloadBytes).position(payloadAt);
      cipher.doFinal(plain, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "payload could not be encrypted: sequence=" + FrameLayout.sequence(frames, at), e);
    }
  }

  /**
   * The plain payload of an encrypted frame, in a buffer of its own.
   *
   * @throws GeneralSecurityException when the key is another one or a byte was changed
   */
  public ByteBuffer decrypt(ByteBuffer frames, int at, TenantKey key)
      throws GeneralSecurityException {
    int payloadBytes = FrameLayout.length(frames, at);
    if (payloadBytes < TAG_BYTES) {
      throw new GeneralSecurityException("payload is shorter than its tag: bytes=" + payloadBytes);
    }
    begin(Cipher.DECRYPT_MODE, frames, at, key);
    int payloadAt = at + FrameLayout.HEADER_BYTES;
    ByteBuffer sealed = frames.duplicate().limit(payloadAt + payloadBytes).position(payloadAt);
    ByteBuffer plain = ByteBuffer.allocate(payloadBytes - TAG_BYTES);
    cipher.doFinal(sealed, plain);
    return plain.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void begin(int mode, ByteBuffer frames, int at, TenantKey key)
      throws GeneralSecurityException {
    int tenant = FrameLayout.tenant(frames, at);
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, FrameLayout.sequence(frames, at));
    cipher.init(mode, derivedKey(tenant, key), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(
        frames
            .duplicate()
            .limit(at + FrameLayout.HEADER_BYTES)
            .position(at + FrameLayout.AUTHENTICATED_OFFSET));
  }

  private SecretKey derivedKey(int tenant, TenantKey key) throws GeneralSecurityException {
    long cacheKey = (long) tenant << Integer.SIZE | key.version();
    SecretKey cached = derivedKeys.get(cacheKey);
    if (cached != null) {
      return cached;
    }
    if (derivedKeys.size() >= DERIVED_KEYS_MAX) {
      derivedKeys.clear();
    }
    SecretKey derived = derive(tenant, key);
    derivedKeys.put(cacheKey, derived);
    return derived;
  }

  private SecretKey derive(int tenant, TenantKey key) throws GeneralSecurityException {
    byte[] info =
        ByteBuffer.allocate(INFO_PREFIX.length + 2 * Integer.BYTES)
            .put(INFO_PREFIX)
            .putInt(tenant)
            .putInt(key.version())
            .array();
    HKDFParameterSpec parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(key.material())
            .addSalt(salt)
            .thenExpand(info, TenantKey.MATERIAL_BYTES);
    return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
  }
}
