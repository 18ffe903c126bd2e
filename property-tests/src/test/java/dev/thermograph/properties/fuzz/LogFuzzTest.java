package dev.thermograph.properties.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.thermograph.properties.kill.ChildJvm;
import dev.thermograph.properties.kill.Scale;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.recovery.LogRecovery;
import dev.thermograph.wal.recovery.RecoveredLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a disk can hold makes a reader crash, hang, or fill the memory. */
@Timeout(4 * 60 * 60)
final class LogFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz/wal");
  private static final int GATE_SECONDS = 9;
  private static final int NIGHTLY_SECONDS = 30 * 60;
  private static final long CPU_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
  private static final long HEAP_BYTES_MAX = 64 << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void corpusIsReadWithoutSurprises() throws IOException {
    for (Path file : corpus()) {
      bounded(file.toString(), Bundle.decode(Files.readAllBytes(file)));
    }
  }

  @Test
  void seedsAreTheLogsTheyAreCalledAfter() throws IOException, InterruptedException {
    for (var seed : FuzzSeeds.all().entrySet()) {
      Bundle stored = Bundle.decode(Files.readAllBytes(CORPUS.resolve(seed.getKey() + ".bin")));
      assertThat(stored.toFiles().list())
          .as(seed.getKey())
          .containsExactlyInAnyOrderElementsOf(seed.getValue().toFiles().list());
      assertThat(recovered(stored)).as(seed.getKey()).isEqualTo(recovered(seed.getValue()));
    }
  }

  /** How the log ends and with which sequence: a seed of an outdated format ends elsewhere. */
  private static String recovered(Bundle bundle) throws IOException {
    FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, Bundle.BLOCK_BYTES);
    RecoveredLog log = LogRecovery.recover(bundle.toFiles(), cursor);
    return log.end() + " at " + log.lastSequence();
  }

  @Test
  void damagedLogsAreReadOrRefused() throws IOException {
    long seed = Scale.seed();
    SplittableRandom random = new SplittableRandom(seed);
    List<Bundle> seeds = new ArrayList<>();
    for (Path file : corpus()) {
      seeds.add(Bundle.decode(Files.readAllBytes(file)));
    }
    long end =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Scale.count(GATE_SECONDS, NIGHTLY_SECONDS));
    long count = 0;
    while (System.nanoTime() - end < 0) {
      long caseSeed = random.nextLong();
      Mutator mutator = new Mutator(new SplittableRandom(caseSeed));
      Bundle damaged = mutator.mutate(seeds.get((int) (count % seeds.size())));
      bounded("seed=" + seed + " case=" + count, damaged);
      count++;
    }
    System.out.println("fuzz: seed=" + seed + " mutations=" + count + " seeds=" + seeds.size());
    assertThat(count).isGreaterThan(100);
  }

  /** What the window of a reader may grow to: no damage makes it take more, however it grows. */
  @Test
  void frameLengthsThatGrowTakeNoMoreThanTheLargestFrame(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    List<String> flags = List.of("-XX:MaxDirectMemorySize=64m", "-Xmx32m");
    Process process = ChildJvm.start(output, flags, LargeFrames.class, List.of());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  /** The planted bug: a reader that believes the lengths it reads. */
  @Test
  void aReaderThatBelievesLengthsIsFoundOut() throws IOException {
    SplittableRandom random = new SplittableRandom(Scale.seed());
    Mutator mutator = new Mutator(random);
    Bundle seed = Bundle.decode(Files.readAllBytes(CORPUS.resolve("closed.bin")));
    assertThatThrownBy(
            () -> {
              for (int count = 0; count < 5_000; count++) {
                for (Bundle.Entry entry : mutator.mutate(seed).entries()) {
                  readBelieving(entry.content);
                }
              }
            })
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void readBelieving(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = Bundle.BLOCK_BYTES;
    while (at < content.length && FrameLayout.epoch(bytes, at) != 0) {
      int frameBytes =
          FrameLayout.frameBytes(FrameLayout.length(bytes, at) & Integer.MAX_VALUE >> 1);
      bytes.get(at + frameBytes - 1);
      at += frameBytes;
    }
  }

  private static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  private void bounded(String name, Bundle bundle) {
    byte[] encoded = bundle.encode();
    long heap = threads.getCurrentThreadAllocatedBytes();
    long cpu = threads.getCurrentThreadCpuTime();
    try {
      LogFuzzer.tryAll(bundle);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name + " " + keep(encoded), e);
    }
    long heapBytes = threads.getCurrentThreadAllocatedBytes() - heap;
    long cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
    assertThat(heapBytes).as("%s heap %s", name, encoded.length).isLessThan(HEAP_BYTES_MAX);
    assertThat(cpuNanos).as("%s time %s", name, encoded.length).isLessThan(CPU_NANOS_MAX);
  }

  /** Keeps an input that did harm, to be put into the corpus. */
  private static String keep(byte[] encoded) {
    try {
      Path kept = Files.createTempFile("harm-", ".bin");
      Files.write(kept, encoded);
      return "input kept in " + kept;
    } catch (IOException e) {
      return "input could not be kept: " + e;
    }
  }
}
