package dev.thermograph.engine.internal.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of snapshots. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
