package dev.thermograph.cli.demo;

import dev.thermograph.wal.WriteAheadLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process that the demo kills: appends with several threads and writes a line for each record
 * as soon as the log has said that it is durable. Ends by itself only if nobody kills it.
 */
public final class CrashingAppender {
  private static final int APPENDER_COUNT = 8;
  private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

  private final WriteAheadLog log;
  private final OutputStream acknowledged;
  private final long startNanos = System.nanoTime();

  private CrashingAppender(WriteAheadLog log, OutputStream acknowledged) {
    this.log = log;
    this.acknowledged = acknowledged;
  }

  /** Appends to the log in the directory given as the only argument. */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    try (WriteAheadLog log = WriteAheadLog.open(Path.of(arguments[0]), LogDemo.OPTIONS);
        OutputStream acknowledged = new FileOutputStream(FileDescriptor.out)) {
      new CrashingAppender(log, acknowledged).run();
    }
  }

  private void run() throws InterruptedException {
    List<Thread> appenders = new ArrayList<>();
    for (int index = 0; index < APPENDER_COUNT; index++) {
      String name = "appender-" + index;
      appenders.add(Thread.ofPlatform().name(name).start(() -> append(name)));
    }
    for (Thread appender : appenders) {
      appender.join();
    }
  }

  private void append(String appender) {
    for (int number = 1; System.nanoTime() - startNanos < NANOS_MAX; number++) {
      String text = DemoRecord.text(appender, number);
      long sequence =
          log.appendAndAwait(DemoRecord.TENANT, DemoRecord.TYPE, DemoRecord.payload(text));
      acknowledge(sequence, text);
    }
  }

  /** One write per line, not buffered: what is written here survives the death of this process. */
  private synchronized void acknowledge(long sequence, String text) {
    try {
      acknowledged.write((sequence + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
