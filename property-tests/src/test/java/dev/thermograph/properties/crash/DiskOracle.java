package dev.thermograph.properties.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a power cut may leave, worked out a second time in the most simple-minded way: whole byte
 * arrays, every version of every sector, every subset of name changes.
 *
 * <p>Shares no code with the files under test. Small scripts only: name changes are enumerated.
 */
final class DiskOracle {
  private static final int SECTOR = CrashRecordingFiles.SECTOR_BYTES;

  private final List<FileOracle> files = new ArrayList<>();
  private final List<NameChange> unsyncedNames = new ArrayList<>();
  private Map<String, Integer> durableNames = new TreeMap<>();
  private Map<String, Integer> names = new TreeMap<>();

  Map<String, Integer> names() {
    return names;
  }

  FileOracle file(int number) {
    return files.get(number);
  }

  int unsyncedNameCount() {
    return unsyncedNames.size();
  }

  void create(String name) {
    files.add(new FileOracle());
    change(new NameChange("", name, files.size() - 1));
  }

  void rename(String source, String target) {
    change(new NameChange(source, target, require(source)));
  }

  void delete(String name) {
    change(new NameChange(name, "", require(name)));
  }

  void syncDirectory() {
    durableNames = names;
    unsyncedNames.clear();
  }

  int require(String name) {
    Integer number = names.get(name);
    if (number == null) {
      throw new AssertionError("the script used a missing file: " + name);
    }
    return number;
  }

  /** All tables of names that the loss allows. */
  List<Map<String, Integer>> possibleNames(DirectoryLoss loss) {
    List<Map<String, Integer>> possible = new ArrayList<>();
    int count = unsyncedNames.size();
    for (int kept = 0; kept < 1 << count; kept++) {
      boolean all = kept == (1 << count) - 1;
      boolean prefix = (kept & (kept + 1)) == 0;
      boolean allowed =
          switch (loss) {
            case NONE -> all;
            case ALL -> kept == 0;
            case JOURNAL_PREFIX -> prefix;
            case INDEPENDENT -> true;
          };
      if (allowed) {
        possible.add(namesWith(kept));
      }
    }
    return possible;
  }

  private Map<String, Integer> namesWith(int kept) {
    Map<String, Integer> table = new TreeMap<>(durableNames);
    for (int index = 0; index < unsyncedNames.size(); index++) {
      NameChange change = unsyncedNames.get(index);
      if ((kept & (1 << index)) != 0 && change.isPossible(table)) {
        change.apply(table);
      }
    }
    return table;
  }

  private void change(NameChange change) {
    names = new TreeMap<>(names);
    change.apply(names);
    unsyncedNames.add(change);
  }

  /** Empty source: a create. Empty target: a delete. */
  private record NameChange(String source, String target, int number) {
    boolean isPossible(Map<String, Integer> table) {
      boolean sourceFits = source.isEmpty() || Integer.valueOf(number).equals(table.get(source));
      return sourceFits && (target.isEmpty() || !table.containsKey(target));
    }

    void apply(Map<String, Integer> table) {
      table.remove(source);
      if (!target.isEmpty()) {
        table.put(target, number);
      }
    }
  }

  /** One file: what is durable and every content it had since, write by write. */
  static final class FileOracle {
    private byte[] durable = new byte[0];
    private byte[] current = new byte[0];
    private final List<Written> writes = new ArrayList<>();

    int lengthBytes() {
      return current.length;
    }

    boolean isUnsynced() {
      return !writes.isEmpty();
    }

    void write(byte[] bytes, int offset) {
      byte[] next = Arrays.copyOf(current, Math.max(current.length, offset + bytes.length));
      System.arraycopy(bytes, 0, next, offset, bytes.length);
      current = next;
      writes.add(new Written(offset, bytes.length, next));
    }

    void sync() {
      durable = current;
      writes.clear();
    }

    byte[] current() {
      return current;
    }

    /** Null when the content is allowed, else what is wrong with it. */
    String complaint(byte[] actual, CrashMode mode) {
      if (actual.length < durable.length || actual.length > current.length) {
        return "length " + actual.length + " not in " + durable.length + ".." + current.length;
      }
      if (mode == CrashMode.NOTHING_UNSYNCED) {
        return Arrays.equals(actual, durable) ? "" : "not the durable content";
      }
      if (mode == CrashMode.PREFIX) {
        return isSomePrefix(actual) ? "" : "no prefix of the writes";
      }
      for (int sector = 0; sector * SECTOR < actual.length; sector++) {
        if (!isAllowed(actual, sector, mode)) {
          return "sector " + sector + " is no version of its own";
        }
      }
      return "";
    }

    private boolean isAllowed(byte[] actual, int sector, CrashMode mode) {
      List<byte[]> versions = new ArrayList<>();
      versions.add(durable);
      for (Written write : writes) {
        if (write.touches(sector)) {
          versions.add(write.after);
        }
      }
      int from = sector * SECTOR;
      int to = Math.min(actual.length, from + SECTOR);
      if (mode == CrashMode.GARBAGE && versions.size() > 1) {
        return true;
      }
      if (mode == CrashMode.TORN) {
        return isMixture(actual, versions, from, to);
      }
      return versions.stream().anyMatch(version -> isMixture(actual, List.of(version), from, to));
    }

    /** True when each byte is the one that some version has at its place. */
    private static boolean isMixture(byte[] actual, List<byte[]> versions, int from, int to) {
      for (int at = from; at < to; at++) {
        boolean found = false;
        for (byte[] version : versions) {
          found |= actual[at] == (at < version.length ? version[at] : 0);
        }
        if (!found) {
          return false;
        }
      }
      return true;
    }

    private boolean isSomePrefix(byte[] actual) {
      byte[] disk = durable;
      if (Arrays.equals(actual, disk)) {
        return true;
      }
      for (Written write : writes) {
        byte[] before = disk;
        int last = (write.end() - 1) / SECTOR;
        for (int sector = write.offset / SECTOR; sector <= last; sector++) {
          int reached = Math.min(write.end(), (sector + 1) * SECTOR);
          disk = Arrays.copyOf(before, Math.max(before.length, reached));
          System.arraycopy(write.after, write.offset, disk, write.offset, reached - write.offset);
          if (Arrays.equals(actual, disk)) {
            return true;
          }
        }
      }
      return false;
    }

    /** One write and the whole file behind it. */
    private static final class Written {
      private final int offset;
      private final int lengthBytes;
      private final byte[] after;

      Written(int offset, int lengthBytes, byte[] after) {
        this.offset = offset;
        this.lengthBytes = lengthBytes;
        this.after = after;
      }

      int end() {
        return offset + lengthBytes;
      }

      boolean touches(int sector) {
        return offset / SECTOR <= sector && sector <= (end() - 1) / SECTOR;
      }
    }
  }
}
