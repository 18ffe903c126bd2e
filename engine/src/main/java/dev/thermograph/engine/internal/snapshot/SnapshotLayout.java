package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.commit.CommitTally;
import dev.thermograph.engine.internal.memory.Space;

/**
 * A tenant's graph at one sequence with its retained past, as a file, little-endian: one stream of
 * bytes, cut into blocks.
 *
 * <pre>
 *  a block of at most 64 KiB; all but the last are full
 *  0     4              8         16            24
 *  +-----+--------------+---------+-------------+---------+
 *  | crc | payloadBytes | file id | block index | payload |
 *  +-----+--------------+---------+-------------+---------+
 *    u32   u32            i64       i64
 *
 *  the stream begins with a header
 *  0       8         12       16           24          32         40        48       52        56
 *  +-------+---------+--------+------------+-----------+----------+---------+--------+---------+
 *  | magic | version | tenant | originHigh | originLow | sequence | horizon | cipher | nodeEnd |
 *  +-------+---------+--------+------------+-----------+----------+---------+--------+---------+
 *    i64     u32       i32      i64          i64         i64        i64       u32      i32
 *  56        60     64        72
 *  +---------+------+---------+----------+----------------+
 *  | edgeEnd | zero | written | sections | END and footer |
 *  +---------+------+---------+----------+----------------+
 *    i32       u32    i64 µs
 *
 *  and ends with a footer
 *  0      8              16     24             32       40      48     56       88
 *  +-------+--------------+-------+--------------+--------+-------+------+--------+-----+
 *  | nodes | nodeVersions | edges | edgeVersions | hashes | names | upTo | digest | end |
 *  +-------+--------------+-------+--------------+--------+-------+------+--------+-----+
 *    i64     i64            i64     i64            i64      i64     i64    32 B     i64
 * </pre>
 *
 * A section begins with its code in one byte; each is there once, in order of the codes. Numbers in
 * them are varints: seven bits a byte, low ones first, at most nine bytes. A <em>step</em> is the
 * difference to the number before it, {@code signed} ones as {@code 2d} or {@code -2d-1}.
 *
 * <pre>
 *  CATALOGS 1 | per catalog: bytes + 1 | step of sequence | catalog; at the end 0
 *  NAMES    2 | per name: bytes + 1 | UTF-8; at the end 0
 *  HORIZONS 3 | per kind: kind + 1 | horizon; at the end 0
 *  COMMITS  4 | per commit: step of sequence | step of time | tally; at the end 0
 *  NODES    5 | per node: step of number | kind | versions; at the end 0
 *  EDGES    6 | per edge: step of number | kind | from | to | versions; at the end 0
 *  HASHES   7 | per index: index + 1 | per entry: node + 1 | tag and state u32; 0; at the end 0
 *  CRDTS    8 | reserved
 *  BLOBS    9 | reserved
 *      10..30 | reserved
 *  END     31 | footer
 *
 *  tally: mask of which follow, a byte | created, updated, deleted nodes | the same of edges
 *      | actor: bytes, UTF-8 | reason: bytes, UTF-8
 *
 *  versions: count | per version, oldest first: step of sequence and state | bytes | block
 * </pre>
 *
 * A version's sequence and state are one number, {@code 2 * step}, or with 1 added when the element
 * is deleted from there on, which has neither bytes nor block. The first step of an element is
 * signed and taken from the first sequence of the element before it; the others are at least 1. No
 * element begins with a deletion; one that no retained view sees has no versions. The first node
 * and the first edge are stepped to from -1, everything else from 0.
 *
 * <p>The hashes alone are not those of the header's sequence but of moments from then up to the
 * sequence {@code upTo}: the index knows no sequences and is read while the writer goes on. Who
 * replays the log that far makes them right, for each change is done again and the last one
 * decides. Who does not takes all entries as listed, which is safe, since every reader verifies. A
 * tag is 31 bits of the hash; its lowest bit is added below and set when the node is no longer
 * listed.
 *
 * <p>Valid if and only if: the lengths of the blocks fill the file; each block's CRC-32C, taken
 * over everything behind itself, matches, its index is its place and its file id that of the first
 * one; magic, version and end match and cipher is 0; the sections are as above, with numbers below
 * the header's ends and sequences not above the header's; the counts are those found; the digest is
 * the SHA-256 of the stream before itself.
 */
final class SnapshotLayout {
  static final int BLOCK_BYTES = 64 << 10;
  static final int CRC_OFFSET = 0;
  static final int PAYLOAD_BYTES_OFFSET = CRC_OFFSET + Integer.BYTES;
  static final int FILE_ID_OFFSET = PAYLOAD_BYTES_OFFSET + Integer.BYTES;
  static final int BLOCK_INDEX_OFFSET = FILE_ID_OFFSET + Long.BYTES;
  static final int PAYLOAD_OFFSET = BLOCK_INDEX_OFFSET + Long.BYTES;
  static final int PAYLOAD_BYTES_MAX = BLOCK_BYTES - PAYLOAD_OFFSET;

  /** "TGXSNAPS" in ASCII. */
  static final long MAGIC = 0x5350414e_53584754L;

  /** "TGXSNEND" in ASCII, the last bytes of the file. */
  static final long END_MAGIC = 0x444e454e_53584754L;

  static final int VERSION = 1;

  /** Nothing is encrypted; other numbers are for later. */
  static final int CIPHER_NONE = 0;

  static final int HEADER_BYTES =
      Long.BYTES + 2 * Integer.BYTES + 4 * Long.BYTES + 4 * Integer.BYTES + Long.BYTES;
  static final int DIGEST_BYTES = 32;
  static final int COUNTS_BYTES = 7 * Long.BYTES;
  static final int FOOTER_BYTES = COUNTS_BYTES + DIGEST_BYTES + Long.BYTES;

  /** Sequences are below 2^48, as the store's slots have it. */
  static final long SEQUENCE_MAX = (1L << 48) - 2;

  static final int INDEX_MAX = 0xFFFF;
  static final int BLOCK_CONTENT_BYTES_MAX = Space.BLOCK_BYTES_MAX - 64;

  static final int CATALOGS = 1;
  static final int NAMES = 2;
  static final int HORIZONS = 3;
  static final int COMMITS = 4;
  static final int NODES = 5;
  static final int EDGES = 6;
  static final int HASHES = 7;

  /** Sections of later versions: values that merge, large values, and what else may come. */
  static final int CRDTS = 8;

  static final int BLOBS = 9;

  static final int END = 31;

  /** Bit of a tally's mask that says that actor and reason follow; those below are of counts. */
  static final int TALLY_NOTE = 1 << CommitTally.COUNTS;

  static final int TALLY_MASK_MAX = 2 * TALLY_NOTE - 1;

  /** Longest varint: 63 bits. */
  static final int VARINT_BYTES_MAX = 9;

  static final int VARINT_BITS = 7;
  static final int VARINT_MORE = 1 << VARINT_BITS;
  static final long VARINT_MAX = Long.MAX_VALUE;

  private SnapshotLayout() {}

  /** A difference as a number that is not negative. */
  static long fold(long difference) {
    return (difference << 1) ^ (difference >> (Long.SIZE - 1));
  }

  /** The difference that {@link #fold} was given. */
  static long unfold(long folded) {
    return (folded >>> 1) ^ -(folded & 1);
  }
}
