/**
 * Payload encryption: the caller's keys, and what the log derives from them.
 *
 * <p>Start at {@link dev.thermograph.wal.crypto.KeyProvider}. {@link
 * dev.thermograph.wal.crypto.FrameCipher} turns one frame's payload into ciphertext in place. Only
 * the JDK's own primitives are used. Depends on the format package alone.
 */
@NullMarked
package dev.thermograph.wal.crypto;

import org.jspecify.annotations.NullMarked;
