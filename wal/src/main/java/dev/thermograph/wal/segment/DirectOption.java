package dev.thermograph.wal.segment;

import java.nio.file.OpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The option that reads past the page cache, where this Java runtime has one.
 *
 * <p>Looked up by name: it is no part of the Java API, and a log must open without it too.
 */
final class DirectOption {
  private static final String TYPE = "com.sun.nio.file.ExtendedOpenOption";

  private DirectOption() {}

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
