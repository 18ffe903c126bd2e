package dev.thermograph.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Says on what and of what a result was measured; names neither the host nor its directories. */
final class Machine {
  private static final String UNKNOWN = "unknown";
  private static final long GIT_SECONDS_MAX = 10;

  private Machine() {}

  static Map<String, String> describe(String fileSystem) {
    Map<String, String> map = new TreeMap<>();
    map.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    map.put("processor", field(Path.of("/proc/cpuinfo"), "model name"));
    map.put("memory", field(Path.of("/proc/meminfo"), "MemTotal"));
    map.put("system", property("os.name") + " " + property("os.version"));
    map.put("architecture", property("os.arch"));
    map.put("fileSystem", fileSystem);
    map.put("jdk", property("java.vm.name") + " " + property("java.runtime.version"));
    return map;
  }

  /** The commit measured; "+" stands for changes that are in no commit. */
  static String commit(Path root) {
    String commit = git(root, "rev-parse", "--short=12", "HEAD");
    String changes = git(root, "status", "--porcelain", "--", "*.java", "*pom.xml");
    return changes.isEmpty() || commit.equals(UNKNOWN) ? commit : commit + "+";
  }

  private static String git(Path root, String... arguments) {
    try {
      Process git =
          new ProcessBuilder(
                  Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new))
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = git.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS) && git.exitValue() == 0;
      return done ? said.strip() : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN; // A checkout without git is measured all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }

  private static String property(String name) {
    return System.getProperty(name, UNKNOWN);
  }

  private static String field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN; // Not Linux.
    }
  }
}
