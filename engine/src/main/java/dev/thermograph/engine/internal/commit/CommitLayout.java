package dev.thermograph.engine.internal.commit;

/**
 * The payload of a log record of type {@link #RECORD_TYPE}: one commit of one tenant,
 * little-endian.
 *
 * <pre>
 *  0         1          4              8                   16
 *  +---------+----------+--------------+-------------------+-----------+-- ... change count changes
 *  | version | zero     | change count | previous sequence | change    |
 *  +---------+----------+--------------+-------------------+-----------+
 *    u8        u8 x 3     i32            i64                 see below
 * </pre>
 *
 * The previous sequence is that of the tenant's commit before this one, 0 when there is none: the
 * state this one was validated against. So the commits of a tenant are a chain, and one that is
 * missing from the middle of it is noticed; where older records were released, the chain begins
 * behind the commit that the snapshot holds.
 *
 * <p>A change begins with its code:
 *
 * <pre>
 *  NAMES       1 | first key id i32 | count i32 | count times: bytes u16, UTF-8
 *  PUT_NODE    2 | node i32 | kind u16 | block bytes i32 | property block
 *  DELETE_NODE 3 | node i32
 *  PUT_EDGE    4 | edge i32 | kind u16 | from i32 | to i32 | block bytes i32 | property block
 *  DELETE_EDGE 5 | edge i32
 *  INDEX       6 | index u16 | hash i64 | node i32
 *  CATALOG     7 | bytes i32 | catalog
 *  NOTE        8 | actor bytes u16 | UTF-8 | reason bytes u16 | UTF-8
 *  UNINDEX     9 | index u16 | hash i64 | node i32
 *  CRDT       10 | reserved
 *  BLOB       11 | reserved
 *         12..31 | reserved
 * </pre>
 *
 * What is reserved is for later versions; this one refuses it as such, not as damage. Log records
 * of the types 3 (CRDT) and 4 (BLOB) are, too.
 *
 * <p>INDEX lists a node under a hash, UNINDEX says that it is there no more since this commit; who
 * looks at the past goes on to find it. The writer of a commit knows the hashes of what it
 * replaces.
 *
 * <p>Valid if and only if: the version is 1; the previous sequence is not negative and below the
 * record's own; each change has a known code and ends within the payload; lengths and counts are
 * not negative; texts are UTF-8; behind the last change nothing stands. Changes take effect in
 * order, all under the record's sequence. That the graph allows them is the validator's business,
 * before the commit is written.
 */
final class CommitLayout {
  /** Type of the log records that carry commits. */
  static final byte RECORD_TYPE = 1;

  static final byte VERSION = 1;
  static final int VERSION_OFFSET = 0;
  static final int CHANGE_COUNT_OFFSET = 4;
  static final int PREVIOUS_OFFSET = 8;
  static final int CHANGES_OFFSET = 16;

  static final byte NAMES = 1;
  static final byte PUT_NODE = 2;
  static final byte DELETE_NODE = 3;
  static final byte PUT_EDGE = 4;
  static final byte DELETE_EDGE = 5;
  static final byte INDEX = 6;
  static final byte CATALOG = 7;
  static final byte NOTE = 8;
  static final byte UNINDEX = 9;

  /** Codes of changes that later versions write: of values that merge, and of large values. */
  static final byte CRDT = 10;

  static final byte BLOB = 11;

  /** Up to here codes are kept for later versions. */
  static final byte RESERVED_LAST = 31;

  /** Types of log records that later versions write, as {@link #CRDT} and {@link #BLOB}. */
  static final byte CRDT_RECORD_TYPE = 3;

  static final byte BLOB_RECORD_TYPE = 4;

  private CommitLayout() {}

  /** Whether a change is one of a later version rather than damage. */
  static boolean isReserved(byte code) {
    return code > UNINDEX && code <= RESERVED_LAST;
  }
}
