package dev.thermograph.wal.archive;

import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.ArchiveTail;
import dev.thermograph.wal.format.v1.FrameLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** An archive file with another first payload byte and everything made to match it again. */
final class Forgery {
  private Forgery() {}

  static byte[] of(byte[] archive) {
    byte[] forged = archive.clone();
    ByteBuffer file = ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN);
    int frame = ArchiveLayout.HEADER_BYTES;
    forged[frame + FrameLayout.HEADER_BYTES] ^= 1;
    FrameLayout.seal(file, file.duplicate(), frame, new CRC32C());

    int tailAt = forged.length - ArchiveLayout.TAIL_BYTES;
    ByteBuffer tail = file.slice(tailAt, ArchiveLayout.TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ArchiveTail counts = ArchiveLayout.tail(tail);
    ArchiveLayout.putCounts(
        tail,
        counts.footerOffset(),
        counts.footerBytes(),
        counts.frameCount(),
        counts.recordCount(),
        counts.footerCrc());
    var digest = Digests.sha256();
    digest.update(forged, 0, tailAt + ArchiveLayout.DIGEST_OFFSET);
    ArchiveLayout.putDigest(tail, digest.digest());
    return forged;
  }
}
