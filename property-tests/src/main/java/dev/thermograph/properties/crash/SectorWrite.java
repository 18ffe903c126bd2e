package dev.thermograph.properties.crash;

/**
 * One write, as the whole sectors that it left behind.
 *
 * <p><b>Immutable:</b> neither the list nor the sectors' bytes change after construction, so images
 * and replays share them.
 *
 * @see Inode
 */
final class SectorWrite {
  private final int firstSector;
  private final byte[][] sectors;
  private final long offset;
  private final int lengthBytes;
  private final int order;

  /**
   * A write of {@code lengthBytes} at {@code offset}.
   *
   * @param sectors new content from {@code firstSector} on; null where a later write that is
   *     durable already has taken this one's place
   * @param order place of the write among all writes of the disk
   */
  SectorWrite(int firstSector, byte[][] sectors, long offset, int lengthBytes, int order) {
    this.firstSector = firstSector;
    this.sectors = sectors;
    this.offset = offset;
    this.lengthBytes = lengthBytes;
    this.order = order;
  }

  int firstSector() {
    return firstSector;
  }

  int sectorCount() {
    return sectors.length;
  }

  byte[] sector(int index) {
    return sectors[index];
  }

  long offset() {
    return offset;
  }

  int lengthBytes() {
    return lengthBytes;
  }

  long endOffset() {
    return offset + lengthBytes;
  }

  int order() {
    return order;
  }
}
