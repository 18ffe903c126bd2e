/** Tests. Payload encryption. */
@NullMarked
package dev.thermograph.wal.crypto;

import org.jspecify.annotations.NullMarked;
