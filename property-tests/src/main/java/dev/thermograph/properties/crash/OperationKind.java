package dev.thermograph.properties.crash;

/** The operations of the file seam, for journals, counters and fault plans. */
public enum OperationKind {
  /** Listing the directory. */
  LIST,
  /** Creating a file. */
  CREATE,
  /** Opening a file, for writing or only for reading. */
  OPEN,
  /** Renaming a file. */
  RENAME,
  /** Deleting a file. */
  DELETE,
  /** Making names durable. */
  SYNC_DIRECTORY,
  /** Asking for a file's length. */
  LENGTH,
  /** Reading from a file. */
  READ,
  /** Writing to a file. */
  WRITE,
  /** Making a file's data durable. */
  SYNC,
  /** Making a file's data and metadata durable. */
  SYNC_WITH_METADATA;

  /** True for what changes the disk or its durability; the rest only looks. */
  public boolean isChange() {
    return switch (this) {
      case CREATE, RENAME, DELETE, SYNC_DIRECTORY, WRITE, SYNC, SYNC_WITH_METADATA -> true;
      case LIST, OPEN, LENGTH, READ -> false;
    };
  }

  /** True for the three that promise durability. */
  public boolean isSync() {
    return switch (this) {
      case SYNC_DIRECTORY, SYNC, SYNC_WITH_METADATA -> true;
      case LIST, CREATE, OPEN, RENAME, DELETE, LENGTH, READ, WRITE -> false;
    };
  }
}
