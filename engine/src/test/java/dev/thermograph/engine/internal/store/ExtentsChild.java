package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.error.MemoryRefusedException;
import dev.thermograph.engine.error.MissingJvmFlagsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What runs in another JVM: first argument the directory, second the deed. */
final class ExtentsChild {
  static final String IDENTITY = "tenant=1 layout=1";

  private ExtentsChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "flags" -> sayMissingFlags();
      case "use" -> use(directory);
      case "grow" -> growUntilRefused(directory);
      case "exit" -> exitWhileOpen(directory);
      case "write" -> writeForever(directory);
      case "reopen-and-write" -> reopenAndWriteForever(directory);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void sayMissingFlags() {
    try (ChronicleExtents _ = ChronicleExtents.inMemory()) {
      say("none missing");
    } catch (MissingJvmFlagsException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private static void use(Path directory) {
    long start = System.nanoTime();
    try (ChronicleExtents memory = ChronicleExtents.inMemory();
        ChronicleExtents files = ChronicleExtents.create(directory, IDENTITY)) {
      memory.add(65536, 4);
      files.add(65536, 4);
      say("opened in ms: " + (System.nanoTime() - start) / 1_000_000);
      Bytes.fill(files, new Random(1));
      files.closeCleanly(1, new byte[0]);
    }
    try (ChronicleExtents again =
        ((Reopening.Reopened) ChronicleExtents.reopen(directory, IDENTITY)).extents()) {
      say("reopened: " + again.count());
    }
  }

  private static void growUntilRefused(Path directory) {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      for (int i = 0; i < 1000; i++) {
        try {
          extents.add(65536, 16);
        } catch (MemoryRefusedException e) {
          say("refused after " + extents.count() + ": " + e.getMessage() + "; " + e.getCause());
          break;
        }
      }
      Bytes.fill(extents, new Random(1));
      extents.add(65536, 1);
      say("smaller one taken: " + extents.count());
      extents.closeCleanly(7, "x".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void exitWhileOpen(Path directory) throws InterruptedException {
    for (ChronicleExtents extents :
        new ChronicleExtents[] {
          ChronicleExtents.inMemory(), ChronicleExtents.create(directory, IDENTITY)
        }) {
      long address = extents.add(65536, 1)[0];
      Thread reader =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    while (Bytes.getLong(address) == 0) {
                      Thread.onSpinWait();
                    }
                  });
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    for (long until = System.nanoTime() + 500_000_000L;
                        System.nanoTime() < until; ) {
                      Thread.onSpinWait();
                    }
                    say(
                        "reader alive at exit: "
                            + (reader.isAlive() && Bytes.getLong(address) == 0));
                  }));
    }
    say("leaving");
  }

  private static void writeForever(Path directory) throws IOException {
    try (ChronicleExtents extents = ChronicleExtents.create(directory, IDENTITY)) {
      extents.add(65536, 4);
      scribble(directory, extents);
    }
  }

  private static void reopenAndWriteForever(Path directory) throws IOException {
    try (ChronicleExtents extents =
        ((Reopening.Reopened) ChronicleExtents.reopen(directory, IDENTITY)).extents()) {
      scribble(directory, extents);
    }
  }

  /** Adds and fills until it is killed; says when the killing may begin. */
  private static void scribble(Path directory, ChronicleExtents extents) throws IOException {
    Files.writeString(directory.resolveSibling(directory.getFileName() + ".ready"), "ready");
    Random random = new Random(3);
    for (int round = 0; round < 1_000_000; round++) {
      if (round % 8 == 0 && extents.count() < 64) {
        extents.add(65536, 4);
      }
      Bytes.fill(extents, random);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
