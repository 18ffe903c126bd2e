package dev.thermograph.engine.internal.memory;

import dev.thermograph.error.InvalidArgumentException;
import java.util.Arrays;

/**
 * One tenant's off-heap memory, cut into blocks.
 *
 * <p>A block is named by a <em>reference</em> of 48 bits: region number in the upper 16, offset in
 * the lower 32; its owner may use the 16 bits above. References stay the same when the memory is
 * mapped elsewhere; 0 is none. New blocks hold whatever stood there before.
 *
 * <p>A block that readers may still look at is not freed but <em>retired</em> with the sequence of
 * the commit that replaced it. Whoever opens a view after that commit was published cannot reach
 * the block any more, whichever instant his view shows; so once all older views are closed, {@link
 * #reclaim} frees it. No reader takes a lock, counts anything or fails for it.
 *
 * <p><b>Threads:</b> one thread at a time, the tenant's writer, but for {@link #address}, which any
 * thread may call for a reference that it read from this memory.
 */
public final class Space implements AutoCloseable {
  /** Longest block. */
  public static final int BLOCK_BYTES_MAX = SizeClasses.BLOCK_BYTES_MAX;

  /** Most bytes that {@link #seal} returns. */
  public static final int SEALED_BYTES_MAX = SpaceRoots.BYTES_MAX;

  /** How many bits a reference has. */
  public static final int REFERENCE_BITS = 48;

  private static final int REGION_BYTES_FIRST = 64 << 10;
  private static final int REGION_BYTES_USUAL_MAX = 16 << 20;
  private static final int REGIONS_PER_EXTENT = 4;
  private static final int OFFSET_BITS = 32;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private static final byte SCRIBBLE = (byte) 0xDE;

  private final Extents extents;
  private final long[] freeHeads = new long[SizeClasses.COUNT];
  private final RetiredBlocks retired = new RetiredBlocks(this);

  /** Grows by copying, so that a reader sees the old or the new one. */
  private volatile long[] bases = new long[0];

  private int[] regionBytes = new int[0];
  private int currentRegion = -1;
  private int currentOffset;
  private long freeBytes;
  private long totalBytes;

  /** An empty space over extents that have none yet. */
  public Space(Extents extents) {
    this.extents = extents;
    InvalidArgumentException.requireRange("extents in use", extents.count(), 0, 0);
  }

  private Space(Extents extents, SpaceRoots roots) {
    this.extents = extents;
    for (int extent = 0; extent < extents.count(); extent++) {
      RegionLayout.requireKnown(bases.length + extents.addresses(extent).length);
      addRegions(extents.addresses(extent), extents.regionBytes(extent));
    }
    roots.freeHeads(freeHeads);
    this.currentRegion = roots.currentRegion();
    this.currentOffset = roots.currentOffset();
    this.freeBytes = roots.freeBytes();
  }

  /** A space that was opened again, and the roots of what lies in it. */
  public record Reopened(Space space, RootReader roots) {}

  /**
   * The space that {@link #seal} took leave of.
   *
   * @param extents with the same bytes, wherever they lie now
   * @param sealed what it returned
   */
  public static Reopened reopen(Extents extents, byte[] sealed) {
    SpaceRoots own = SpaceRoots.decode(sealed);
    Space space = new Space(extents, own);
    return new Reopened(space, new RootReader(space, own.takeBlob(space)));
  }

  /**
   * Puts the roots of everything that lies in this space into it, and says where. Nothing may be
   * changed afterwards, and nothing may wait for a view.
   *
   * @param roots written by all structures in it
   * @return at most {@link #SEALED_BYTES_MAX} bytes, for {@link #reopen}
   */
  public byte[] seal(byte[] roots) {
    if (retired.bytes() != 0) {
      throw new IllegalStateException("blocks wait for views: bytes=" + retired.bytes());
    }
    long[] blob = SpaceRoots.putBlob(this, roots);
    return new SpaceRoots(freeHeads, currentRegion, currentOffset, freeBytes, roots.length, blob)
        .encode();
  }

  /** The address of a block, or of a byte in it. Any thread. */
  public long address(long reference) {
    return bases[(int) (reference >>> OFFSET_BITS)] + (reference & OFFSET_MASK);
  }

  static long reference(int region, int offset) {
    return ((long) region << OFFSET_BITS) | offset;
  }

  Addresses addresses() {
    return new Addresses(bases, regionBytes);
  }

  /** Takes a block of at least so many bytes, 8-byte aligned. */
  public long allocate(int bytes) {
    InvalidArgumentException.requireRange("block bytes", bytes, 1, BLOCK_BYTES_MAX);
    int sizeClass = SizeClasses.classOf(bytes);
    long head = freeHeads[sizeClass];
    if (head != 0) {
      freeHeads[sizeClass] = Memory.getLong(address(head));
      freeBytes -= SizeClasses.bytesOf(sizeClass);
      return head;
    }
    return carve(SizeClasses.bytesOf(sizeClass));
  }

  /** As {@link #allocate}, and all zero. */
  public long allocateZeroed(int bytes) {
    long reference = allocate(bytes);
    Memory.zero(address(reference), bytes);
    return reference;
  }

  private long carve(int bytes) {
    if (currentRegion < 0 || bytes > regionBytes[currentRegion] - currentOffset) {
      nextRegion(bytes);
    }
    long reference = reference(currentRegion, currentOffset);
    currentOffset += bytes;
    return reference;
  }

  private void nextRegion(int bytes) {
    keepRest();
    int next = currentRegion + 1;
    while (next < regionBytes.length && regionBytes[next] < bytes) {
      currentRegion = next;
      currentOffset = 0;
      keepRest();
      next++;
    }
    if (next >= regionBytes.length) {
      addExtent(bytes);
    }
    currentRegion = next;
    // Reference 0 means none, so no block begins there.
    currentOffset = next == 0 ? SizeClasses.BLOCK_BYTES_MIN : 0;
  }

  /** Makes free blocks of what the region has left. */
  private void keepRest() {
    if (currentRegion < 0) {
      return;
    }
    int left = regionBytes[currentRegion] - currentOffset;
    while (left >= SizeClasses.BLOCK_BYTES_MIN) {
      int sizeClass = SizeClasses.classOf(Math.min(left, BLOCK_BYTES_MAX));
      if (SizeClasses.bytesOf(sizeClass) > left) {
        sizeClass--;
      }
      pushFree(reference(currentRegion, currentOffset), sizeClass);
      currentOffset += SizeClasses.bytesOf(sizeClass);
      left -= SizeClasses.bytesOf(sizeClass);
    }
  }

  private void addExtent(int blockBytes) {
    int usual =
        regionBytes.length == 0
            ? REGION_BYTES_FIRST
            : Math.min(2 * lastUsualBytes(), REGION_BYTES_USUAL_MAX);
    // One more block than the largest, for region 0 gives its first bytes away.
    int needed = Integer.highestOneBit(blockBytes + SizeClasses.BLOCK_BYTES_MIN - 1) << 1;
    int bytes = Math.max(usual, needed);
    int count = bytes > REGION_BYTES_USUAL_MAX ? 1 : REGIONS_PER_EXTENT;
    InvalidArgumentException.requireRange(
        "regions of a tenant's memory", bases.length + count, 1, RegionLayout.GRAPH_END);
    addRegions(extents.add(bytes, count), bytes);
  }

  private void addRegions(long[] added, int bytes) {
    long[] newBases = Arrays.copyOf(bases, bases.length + added.length);
    System.arraycopy(added, 0, newBases, bases.length, added.length);
    regionBytes = Arrays.copyOf(regionBytes, newBases.length);
    Arrays.fill(regionBytes, bases.length, newBases.length, bytes);
    bases = newBases;
    totalBytes += (long) bytes * added.length;
  }

  private int lastUsualBytes() {
    int last = REGION_BYTES_FIRST;
    for (int bytes : regionBytes) {
      if (bytes <= REGION_BYTES_USUAL_MAX) {
        last = Math.max(last, bytes);
      }
    }
    return last;
  }

  /** Frees a block that no reader ever saw, given the bytes it was allocated for. */
  public void free(long reference, int bytes) {
    pushFree(reference, SizeClasses.classOf(bytes));
  }

  private void pushFree(long reference, int sizeClass) {
    assert scribble(reference, SizeClasses.bytesOf(sizeClass));
    Memory.putLong(address(reference), freeHeads[sizeClass]);
    freeHeads[sizeClass] = reference;
    freeBytes += SizeClasses.bytesOf(sizeClass);
  }

  /** With assertions on, whoever still reads a freed block reads nonsense and is found out. */
  private boolean scribble(long reference, int bytes) {
    Memory.fill(address(reference), bytes, SCRIBBLE);
    return true;
  }

  /**
   * Gives up a block that readers may look at through views opened before {@code sequence} was
   * published.
   *
   * @param bytes what it was allocated for
   * @param sequence of the commit that replaced it; that of the call before when it is lower
   */
  public void retire(long reference, int bytes, long sequence) {
    retired.add(reference, bytes, sequence);
  }

  /**
   * Frees the blocks retired up to a sequence.
   *
   * @param oldestOpening what was published when the oldest open view was opened
   * @param countMax how many to free at most, so that a commit is never held up for long
   * @return how many were freed
   */
  public int reclaim(long oldestOpening, int countMax) {
    return retired.reclaim(oldestOpening, countMax);
  }

  /** How many bytes a block takes that is asked for with so many. */
  public static int blockBytes(int bytes) {
    return SizeClasses.bytesOf(SizeClasses.classOf(bytes));
  }

  /** Where its memory comes from; to be looked at only. */
  public Extents extents() {
    return extents;
  }

  /** Bytes of all blocks that can be had or are, whatever the extents take for themselves aside. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Bytes of blocks that are free. */
  public long freeBytes() {
    return freeBytes;
  }

  /** Bytes of blocks that wait for old views to close. */
  public long retiredBytes() {
    return retired.bytes();
  }

  /** Bytes of blocks in use. */
  public long usedBytes() {
    long carved = 0;
    for (int region = 0; region < currentRegion; region++) {
      carved += regionBytes[region];
    }
    return carved + currentOffset - freeBytes - retired.bytes();
  }

  /** Gives the memory back. Idempotent; no view may be open. */
  @Override
  public void close() {
    extents.close();
  }
}
