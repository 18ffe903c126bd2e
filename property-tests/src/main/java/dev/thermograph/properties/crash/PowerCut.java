package dev.thermograph.properties.crash;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one of the disk states that a power cut may leave, and builds it.
 *
 * <p>Hot path: explorers take millions. Files without unsynced writes are shared with the state
 * before; the others cost one copy of their list of sectors. <b>Single-threaded</b>, for one cut.
 */
final class PowerCut {
  private final DiskState before;
  private final CrashMode mode;
  private final RandomGenerator random;
  private final SectorDice dice;

  private int lostSectors;
  private int tornSectors;
  private int garbageSectors;
  private long lostBytes;
  private int lostNameChanges;

  /** For PREFIX: place of the write that was cut, and how many of its sectors got through. */
  private int cutOrder = Integer.MAX_VALUE;

  private int cutSectors;

  private PowerCut(DiskState before, CrashMode mode, RandomGenerator random) {
    this.before = before;
    this.mode = mode;
    this.random = random;
    this.dice = new SectorDice(random);
  }

  /** Cuts the power; the state before stays as it is. */
  static CrashImage strike(
      DiskState before, CrashMode mode, DirectoryLoss directoryLoss, RandomGenerator random) {
    return new PowerCut(before, mode, random).strike(directoryLoss);
  }

  private CrashImage strike(DirectoryLoss directoryLoss) {
    Map<String, Integer> names = survivingNames(directoryLoss);
    aim(names);
    @Nullable Inode[] inodes = new Inode[Math.max(1, before.inodeCount())];
    for (Integer number : names.values()) {
      inodes[number] = surviving(before.inode(number));
    }
    DiskState after =
        new DiskState(before.sectorShift(), new NameTable(names), inodes, before.inodeCount());
    return new CrashImage(
        CrashRecordingFiles.on(after),
        mode,
        directoryLoss,
        new CrashLoss(lostSectors, tornSectors, garbageSectors, lostBytes, lostNameChanges));
  }

  private Map<String, Integer> survivingNames(DirectoryLoss loss) {
    List<Operation.NameChange> changes = before.names().unsynced();
    if (changes.isEmpty()) {
      return before.names().durable();
    }
    return switch (loss) {
      case ALL -> namesAfter(changes, 0);
      case NONE -> namesAfter(changes, changes.size());
      case JOURNAL_PREFIX -> namesAfter(changes, random.nextInt(changes.size() + 1));
      case INDEPENDENT -> namesAfterSome(changes);
    };
  }

  private Map<String, Integer> namesAfter(List<Operation.NameChange> changes, int count) {
    Map<String, Integer> names = new HashMap<>(before.names().durable());
    for (Operation.NameChange change : changes.subList(0, count)) {
      change.apply(names);
    }
    lostNameChanges = changes.size() - count;
    return names;
  }

  private Map<String, Integer> namesAfterSome(List<Operation.NameChange> changes) {
    Map<String, Integer> names = new HashMap<>(before.names().durable());
    for (Operation.NameChange change : changes) {
      if (random.nextBoolean() && change.isPossible(names)) {
        change.apply(names);
      } else {
        lostNameChanges++;
      }
    }
    return names;
  }

  /** Chooses where a prefix ends, or how the dice for single sectors are loaded. */
  private void aim(Map<String, Integer> names) {
    int writeCount = 0;
    int sectorCount = 0;
    for (Integer number : names.values()) {
      for (SectorWrite write : before.inode(number).unsynced()) {
        writeCount++;
        sectorCount += write.sectorCount();
      }
    }
    if (writeCount == 0) {
      return;
    }
    switch (mode) {
      case NOTHING_UNSYNCED -> {}
      case PREFIX -> aimPrefix(names, random.nextInt(writeCount + 1));
      case SUBSET, TORN, GARBAGE -> dice.load(sectorCount);
    }
  }

  private void aimPrefix(Map<String, Integer> names, int index) {
    int left = index;
    for (Integer number : names.values()) {
      List<SectorWrite> writes = before.inode(number).unsynced();
      if (left < writes.size()) {
        SectorWrite cut = writes.get(left);
        cutOrder = cut.order();
        cutSectors = random.nextInt(cut.sectorCount() + 1);
        return;
      }
      left -= writes.size();
    }
  }

  private Inode surviving(Inode inode) {
    List<SectorWrite> writes = inode.unsynced();
    if (writes.isEmpty()) {
      return new Inode(inode.sectorShift(), inode.durableSectors(), inode.durableBytes());
    }
    return switch (mode) {
      case NOTHING_UNSYNCED -> {
        for (SectorWrite write : writes) {
          lostSectors += write.sectorCount();
        }
        lostBytes += inode.lengthBytes() - inode.durableBytes();
        yield new Inode(inode.sectorShift(), inode.durableSectors(), inode.durableBytes());
      }
      case PREFIX -> prefixOf(inode);
      case SUBSET, TORN, GARBAGE -> scatterOf(inode);
    };
  }

  private Inode prefixOf(Inode inode) {
    byte[] @Nullable [] sectors = ownSectors(inode);
    long length = inode.durableBytes();
    for (SectorWrite write : inode.unsynced()) {
      int kept = write.sectorCount();
      if (write.order() >= cutOrder) {
        kept = write.order() == cutOrder ? cutSectors : 0;
      }
      for (int index = 0; index < kept; index++) {
        keep(sectors, write, index);
      }
      lostSectors += write.sectorCount() - kept;
      if (kept > 0) {
        long end = (long) (write.firstSector() + kept) << inode.sectorShift();
        length = Math.max(length, Math.min(end, write.endOffset()));
      }
    }
    return ending(inode, sectors, length);
  }

  private Inode scatterOf(Inode inode) {
    byte[] @Nullable [] sectors = ownSectors(inode);
    long keptEnd = inode.durableBytes();
    for (SectorWrite write : inode.unsynced()) {
      for (int index = 0; index < write.sectorCount(); index++) {
        if (place(sectors, write, index)) {
          long end = (long) (write.firstSector() + index + 1) << inode.sectorShift();
          keptEnd = Math.max(keptEnd, Math.min(end, write.endOffset()));
        } else {
          lostSectors++;
        }
      }
    }
    return ending(inode, sectors, survivingLength(inode, keptEnd));
  }

  /** Puts what the disk got of one sector in its place; false when it got nothing. */
  private boolean place(byte[] @Nullable [] sectors, SectorWrite write, int index) {
    boolean kept = dice.nextIsKept();
    boolean damaged = mode != CrashMode.SUBSET && dice.nextIsDamaged();
    byte[] bytes = write.sector(index);
    if (damaged && mode == CrashMode.TORN) {
      int sector = write.firstSector() + index;
      sectors[sector] = torn(sectors[sector], bytes);
      tornSectors++;
      return true;
    }
    if (damaged) {
      byte[] garbage = new byte[bytes.length];
      random.nextBytes(garbage);
      sectors[write.firstSector() + index] = garbage;
      garbageSectors++;
      return true;
    }
    if (kept) {
      keep(sectors, write, index);
    }
    return kept;
  }

  /** One side of a random byte is new, the other old. */
  private byte[] torn(byte @Nullable [] old, byte[] fresh) {
    byte[] mixed = old == null ? new byte[fresh.length] : old.clone();
    int at = 1 + random.nextInt(fresh.length - 1);
    if (random.nextBoolean()) {
      System.arraycopy(fresh, 0, mixed, 0, at);
    } else {
      System.arraycopy(fresh, at, mixed, at, fresh.length - at);
    }
    return mixed;
  }

  /**
   * A length between the durable one and the one that was written: the file system may have noted
   * it before, with or after the data.
   */
  private long survivingLength(Inode inode, long keptEnd) {
    long min = inode.durableBytes();
    long max = inode.lengthBytes();
    if (min == max) {
      return max;
    }
    return switch (random.nextInt(4)) {
      case 0 -> min;
      case 1 -> keptEnd;
      case 2 -> {
        long at = random.nextLong(min, max + 1);
        yield Math.max(min, (at >> inode.sectorShift()) << inode.sectorShift());
      }
      default -> max;
    };
  }

  /** The file cut at its length: what lay behind it may not come back when it grows again. */
  private Inode ending(Inode inode, byte[] @Nullable [] sectors, long length) {
    lostBytes += inode.lengthBytes() - length;
    int sectorBytes = 1 << inode.sectorShift();
    int used = (int) ((length + sectorBytes - 1) >> inode.sectorShift());
    if (used < sectors.length) {
      Arrays.fill(sectors, used, sectors.length, null);
    }
    int within = (int) (length & (sectorBytes - 1));
    byte[] last = within == 0 || used > sectors.length ? null : sectors[used - 1];
    if (last != null) {
      byte[] cut = Arrays.copyOf(last, within);
      sectors[used - 1] = Arrays.copyOf(cut, sectorBytes);
    }
    return new Inode(inode.sectorShift(), sectors, length);
  }

  private static byte[] @Nullable [] ownSectors(Inode inode) {
    int sectorBytes = 1 << inode.sectorShift();
    int count = (int) ((inode.lengthBytes() + sectorBytes - 1) >> inode.sectorShift());
    byte[] @Nullable [] durable = inode.durableSectors();
    return Arrays.copyOf(durable, Math.max(count, durable.length));
  }

  private static void keep(byte[] @Nullable [] sectors, SectorWrite write, int index) {
    sectors[write.firstSector() + index] = write.sector(index);
  }
}
