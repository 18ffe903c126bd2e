package dev.thermograph.wal.segment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that holds a directory's lock until its input ends or it is killed. */
final class LockHolder implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader output;

  private LockHolder(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a second JVM; returns when it has the lock or was refused. */
  static LockHolder start(Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            directory.toString());
    return new LockHolder(builder.redirectErrorStream(true).start());
  }

  /** What the other process said first: ready, or why not. */
  String firstLine() throws IOException {
    String line = output.readLine();
    return line == null ? "" : line;
  }

  /** Waits until the other process has the lock. */
  LockHolder requireReady() throws IOException {
    String line = firstLine();
    if (!line.equals(READY)) {
      throw new AssertionError("the other process did not get the lock: " + line);
    }
    return this;
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /** Takes the lock, says so, and keeps it until the input ends. */
  public static void main(String[] arguments) throws IOException {
    try (DiskSegmentFiles _ = DiskSegmentFiles.open(Path.of(arguments[0]))) {
      System.out.println(READY);
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }
}
