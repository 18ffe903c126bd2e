package dev.thermograph.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The other products, each with a class path of its own, as profile {@code peers} builds them: they
 * bring different versions of the same libraries and cannot share one. <em>Single-threaded: the
 * main thread.</em>
 *
 * @param root the repository
 */
record Peers(Path root) {
  private static final String CLASS_PATH = "java.class.path";
  private static final String JAR = ".jar";

  /**
   * Runs with another class path for the fork. JMH takes it from this system property, which this
   * JVM itself does not read any more, and has no option for it.
   */
  Collection<RunResult> runWithClassPath(String peer, Runner runner) throws RunnerException {
    String ours = System.getProperty(CLASS_PATH, "");
    System.setProperty(CLASS_PATH, classPath(peer));
    try {
      return runner.run();
    } finally {
      System.setProperty(CLASS_PATH, ours);
    }
  }

  String classPath(String peer) {
    Path target = target(peer);
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new IllegalStateException(
          "peer is not built; ./thermograph bench GROUP --peers does that: peer=" + peer);
    }
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /**
   * The product as its jar is called, with its version: of the jars whose names begin with the
   * peer's, the one with the shortest name.
   */
  String version(String peer) {
    try (Stream<Path> libraries = Files.list(target(peer).resolve("lib"))) {
      return libraries
          .map(library -> library.getFileName().toString())
          .filter(name -> name.startsWith(peer) && name.endsWith(JAR))
          .min(Comparator.comparingInt(String::length).thenComparing(name -> name))
          .map(name -> name.substring(0, name.length() - JAR.length()))
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("could not list the libraries of peer " + peer, e);
    }
  }

  private Path target(String peer) {
    return root.resolve("benchmarks/peers").resolve(peer).resolve("target");
  }
}
