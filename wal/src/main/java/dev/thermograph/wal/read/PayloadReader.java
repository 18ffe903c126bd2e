package dev.thermograph.wal.read;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.crypto.FrameCipher;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as their appenders gave them, decrypted where they are stored encrypted.
 *
 * <p><b>Single-threaded.</b> Plain payloads are neither copied nor allocated for.
 */
public final class PayloadReader {
  private final KeyProvider keys;
  private String file = "";
  private byte[] salt = new byte[0];
  private @Nullable FrameCipher cipher;

  /** A reader that asks this provider for keys. */
  public PayloadReader(KeyProvider keys) {
    this.keys = keys;
  }

  /** The frames from now on are those of a file, encrypted under its segment's salt. */
  public void beginFile(String fileName, byte[] segmentSalt) {
    file = fileName;
    salt = segmentSalt;
    cipher = null;
  }

  /**
   * The payload of the cursor's frame; valid until the cursor moves. Position 0 of the returned
   * buffer is not the payload's start: use its position and limit.
   *
   * @throws TenantKeyMissingException when it is encrypted and its key is not to be had
   * @throws LogCorruptedException when its key does not open it
   */
  public ByteBuffer payload(FrameCursor cursor) {
    if (cursor.keyVersion() == 0) {
      int at = cursor.payloadAt();
      ByteBuffer frames = cursor.frames();
      return frames
          .duplicate()
          .limit(at + cursor.payloadBytes())
          .position(at)
          .order(frames.order());
    }
    TenantKey key = key(cursor);
    try {
      return cipher().decrypt(cursor.frames(), cursor.frameAt(), key);
    } catch (GeneralSecurityException e) {
      throw new LogCorruptedException(
          Messages.format("the payload does not open with its tenant's key (%s)", e.getMessage()),
          file,
          cursor.frameOffset(),
          cursor.sequence() - 1,
          cursor.sequence());
    }
  }

  private TenantKey key(FrameCursor cursor) {
    return keys.key(cursor.tenant(), cursor.keyVersion())
        .orElseThrow(
            () ->
                new TenantKeyMissingException(
                    Messages.format(
                        "no key for the record: tenant=%d keyVersion=%d sequence=%d",
                        cursor.tenant(), cursor.keyVersion(), cursor.sequence())));
  }

  private FrameCipher cipher() {
    FrameCipher current = cipher;
    if (current == null) {
      current = new FrameCipher(salt);
      cipher = current;
    }
    return current;
  }
}
