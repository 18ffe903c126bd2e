package dev.thermograph.properties.kill;

import dev.thermograph.wal.WriteAheadLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs that start fast, with this build's classes. Stateless. */
public final class ChildJvm {
  private static final List<String> FAST_FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData");

  private ChildJvm() {}

  /** Starts a process that appends what it says to a file. */
  static Process start(Path output, Class<?> main, List<String> arguments) throws IOException {
    return start(output, List.of("-Xmx128m"), main, arguments);
  }

  /** As the other one with flags for the JVM. */
  public static Process start(
      Path output, List<String> flags, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FAST_FLAGS);
    command.addAll(flags);
    command.add("-cp");
    command.add(place(WriteAheadLog.class) + System.getProperty("path.separator") + place(main));
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class has no place on disk: " + type, e);
    }
  }
}
