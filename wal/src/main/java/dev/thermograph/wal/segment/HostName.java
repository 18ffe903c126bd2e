package dev.thermograph.wal.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * This machine's name, found without asking the network.
 *
 * <p>{@link java.net.InetAddress#getLocalHost()} may send a DNS query, and the engine sends nothing
 * that its user did not configure.
 */
final class HostName {
  private static final List<Path> FILES =
      List.of(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));
  private static final List<String> VARIABLES = List.of("HOSTNAME", "COMPUTERNAME");
  private static final String UNKNOWN = "unknown";

  private HostName() {}

  static String get() {
    for (Path file : FILES) {
      String name = firstLine(file);
      if (!name.isEmpty()) {
        return name;
      }
    }
    for (String variable : VARIABLES) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name.strip();
      }
    }
    return UNKNOWN;
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return ""; // Not this kind of system; the next source is asked.
    }
  }
}
