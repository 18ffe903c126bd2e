package dev.thermograph.properties.crash;

import java.util.Map;

/** One change of a disk or of what is durable on it, as the journal keeps it. Immutable. */
sealed interface Operation {
  /** A change of the directory that is durable only after {@link SyncDirectory}. */
  sealed interface NameChange extends Operation {
    /** True when the change makes sense in a directory that may lack earlier changes. */
    boolean isPossible(Map<String, Integer> names);

    /** Changes the directory. */
    void apply(Map<String, Integer> names);
  }

  /** What a reader of the timeline sees of the operation. */
  TimelineEntry describe(long ackedBefore, long ackedAfter);

  /** A new empty file. */
  record Create(String name, int inode) implements NameChange {
    @Override
    public boolean isPossible(Map<String, Integer> names) {
      return !names.containsKey(name);
    }

    @Override
    public void apply(Map<String, Integer> names) {
      names.put(name, inode);
    }

    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return TimelineEntry.onName(OperationKind.CREATE, name, ackedBefore, ackedAfter);
    }
  }

  /** A file under another name. */
  record Rename(String source, String target, int inode) implements NameChange {
    @Override
    public boolean isPossible(Map<String, Integer> names) {
      Integer found = names.get(source);
      return found != null && found == inode && !names.containsKey(target);
    }

    @Override
    public void apply(Map<String, Integer> names) {
      names.remove(source);
      names.put(target, inode);
    }

    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return TimelineEntry.onName(
          OperationKind.RENAME, source + " -> " + target, ackedBefore, ackedAfter);
    }
  }

  /** A name less. */
  record Delete(String name, int inode) implements NameChange {
    @Override
    public boolean isPossible(Map<String, Integer> names) {
      Integer found = names.get(name);
      return found != null && found == inode;
    }

    @Override
    public void apply(Map<String, Integer> names) {
      names.remove(name);
    }

    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return TimelineEntry.onName(OperationKind.DELETE, name, ackedBefore, ackedAfter);
    }
  }

  /** All names as they are become durable. */
  record SyncDirectory() implements Operation {
    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return TimelineEntry.onName(OperationKind.SYNC_DIRECTORY, "", ackedBefore, ackedAfter);
    }
  }

  /** New sectors in a file. */
  record Write(int inode, String file, SectorWrite sectors) implements Operation {
    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return new TimelineEntry(
          OperationKind.WRITE,
          file,
          sectors.offset(),
          sectors.lengthBytes(),
          false,
          ackedBefore,
          ackedAfter);
    }
  }

  /** A file's content becomes durable. */
  record Sync(int inode, String file, OperationKind kind) implements Operation {
    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return new TimelineEntry(kind, file, 0, 0, false, ackedBefore, ackedAfter);
    }
  }

  /**
   * A file's sync fails, and what the disk has not got by then it will not get.
   *
   * @param seed decides what it has got; 0 for nothing
   */
  record FailedSync(int inode, String file, OperationKind kind, long seed) implements Operation {
    @Override
    public TimelineEntry describe(long ackedBefore, long ackedAfter) {
      return new TimelineEntry(kind, file, 0, 0, true, ackedBefore, ackedAfter);
    }
  }
}
