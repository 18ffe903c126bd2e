package dev.thermograph.cli.demo;

import dev.thermograph.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Appends for a short while and looks at the clock. An impression, not a benchmark. */
final class AppendTimes {
  private static final int COUNT_MAX = 2_000;
  private static final long NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(800);
  private static final int APPENDER_COUNT = 16;

  private AppendTimes() {}

  /** Appends records one after the other; returns how long each took, sorted. */
  static long[] oneByOne(WriteAheadLog log) {
    long[] nanos = new long[COUNT_MAX];
    long start = System.nanoTime();
    int count = 0;
    while (count < COUNT_MAX && (count == 0 || System.nanoTime() - start < NANOS_MAX)) {
      long before = System.nanoTime();
      append(log, "single", count);
      nanos[count] = System.nanoTime() - before;
      count++;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Appends with several callers at once; returns the records per second of all together. */
  static double together(WriteAheadLog log) throws InterruptedException {
    AtomicInteger appended = new AtomicInteger();
    List<Thread> appenders = new ArrayList<>();
    long start = System.nanoTime();
    for (int index = 0; index < APPENDER_COUNT; index++) {
      String name = "together-" + index;
      Runnable body =
          () -> {
            for (int count = 0; System.nanoTime() - start < NANOS_MAX; count++) {
              append(log, name, count);
              appended.incrementAndGet();
            }
          };
      appenders.add(Thread.ofPlatform().name(name).start(body));
    }
    for (Thread appender : appenders) {
      appender.join();
    }
    return appended.get() * 1e9 / (System.nanoTime() - start);
  }

  private static void append(WriteAheadLog log, String appender, int number) {
    String text = DemoRecord.text(appender, number);
    log.appendAndAwait(DemoRecord.TENANT, DemoRecord.TYPE, DemoRecord.payload(text));
  }
}
