package dev.thermograph.wal.segment;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Puts operation, file and offset into what the system reports, so that messages stand alone. */
final class DiskFailures {
  private DiskFailures() {}

  /** A failed operation on an open file. */
  static IOException onFile(String operation, String name, long offset, IOException cause) {
    if (cause instanceof ClosedChannelException) {
      return new IOException(
          "closed: operation=" + operation + " file=" + name + " offset=" + offset, cause);
    }
    return new IOException(
        "could not " + operation + ": file=" + name + " offset=" + offset + ": " + reason(cause),
        cause);
  }

  /** A failed operation on a name; a missing and an existing file keep their own types. */
  static IOException onPath(String operation, Path path, IOException cause) {
    if (cause instanceof FileAlreadyExistsException taken) {
      return with(
          cause,
          new FileAlreadyExistsException(
              taken.getFile(), null, "could not " + operation + ": the name is taken"));
    }
    if (cause instanceof NoSuchFileException) {
      return with(cause, missing(operation, path));
    }
    return new IOException(
        "could not " + operation + ": file=" + path + ": " + reason(cause), cause);
  }

  /** Says that there is no such file or directory. */
  static NoSuchFileException missing(String operation, Path path) {
    return new NoSuchFileException(
        path.toString(), null, "could not " + operation + ": no such file");
  }

  /** What the system said, without the paths that it may have put around it. */
  static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String said =
        cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
    return said == null ? cause.getClass().getSimpleName() : said;
  }

  private static IOException with(IOException cause, IOException failure) {
    failure.initCause(cause);
    return failure;
  }
}
