package dev.thermograph.wal.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The option that reads past the page cache, where this Java runtime has one.
 *
 * <p>Looked up by name: it is no part of the Java API, and a log must open without it too.
 */
final class DirectOption {
  private static final String TYPE = "com.sun.nio.file.ExtendedOpenOption";

  private static final String INVALID_ARGUMENT = "Invalid argument";
  private static final Path NEVER_DIRECT = Path.of("/dev/null");

  private DirectOption() {}

  /** True when a direct opening failed because this file cannot be read past the page cache. */
  static boolean isRefusal(IOException failure) {
    String reason = reasonIn(failure);
    return reason != null && (reason.equals(INVALID_ARGUMENT) || reason.equals(localRefusal()));
  }

  /**
   * The system's words for EINVAL in the language of this process, or null: Java shows no error
   * numbers, so they are asked of a device that never has direct reads. Slow, for failures only.
   */
  private static @Nullable String localRefusal() {
    Optional<OpenOption> direct = find();
    if (direct.isEmpty()) {
      return null;
    }
    try (FileChannel _ = FileChannel.open(NEVER_DIRECT, StandardOpenOption.READ, direct.get())) {
      return null;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return null;
    } catch (IOException e) {
      return reasonIn(e);
    }
  }

  private static @Nullable String reasonIn(IOException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof FileSystemException said) {
        return said.getReason();
      }
    }
    return null;
  }

  static Optional<OpenOption> find() {
    try {
      return Arrays.stream(Class.forName(TYPE).getEnumConstants())
          .filter(constant -> "DIRECT".equals(constant.toString()))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
