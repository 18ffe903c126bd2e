package dev.thermograph.cli.demo;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The process that the demo kills: commits one person after the other, each known to the one before
 * it, and writes a line for each commit that has returned. Ends by itself only if nobody kills it.
 */
public final class CrashingWriter {
  private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

  private CrashingWriter() {}

  /** Writes to the engine of the directory given as the only argument. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    try (Thermograph engine = Thermograph.open(Path.of(arguments[0]));
        OutputStream acknowledged = new FileOutputStream(FileDescriptor.out)) {
      Tenant tenant = engine.tenant(GraphDemo.CRASHED, GraphDemo.SCHEMA);
      for (int number = 1; System.nanoTime() - start < NANOS_MAX; number++) {
        long sequence = GraphDemo.addToChain(tenant, number).sequence();
        String line = sequence + " " + GraphDemo.chainName(number) + "\n";
        acknowledged.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
