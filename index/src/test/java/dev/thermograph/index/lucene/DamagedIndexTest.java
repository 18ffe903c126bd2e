package dev.thermograph.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.VectorIndex;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorMetric;
import dev.thermograph.index.VectorStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are gone, changed, cut or foreign cost time to fill again, and nothing else. */
final class DamagedIndexTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final int FLIPS_PER_FILE =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 500 : 8;
  private static final IndexTuning EAGER = new IndexTuning(100, 4, 0, false, InfoStream.NO_OUTPUT);
  private static final VectorIndexOptions OPTIONS =
      VectorIndexOptions.of("embedding", 6, VectorMetric.EUCLIDEAN).withStorage(VectorStorage.INT8);

  @TempDir private Path directory;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final VectorScript script =
      new VectorScript(OPTIONS, SEED, 150, VectorScript.Plant.NOTHING);
  private Path whole = Path.of("");
  private int caseCount;

  private interface Damage {
    void doTo(Path copy) throws IOException;
  }

  @BeforeEach
  void makeAnIndex() {
    whole = directory.resolve("whole");
    try (VectorIndex index = open(whole)) {
      index.filled();
      for (int change = 0; change < 300; change++) {
        script.change(index);
        index.durable(script.sequence());
        if (change == 250) {
          script.release(index);
          index.compact();
        }
      }
    }
  }

  private static VectorIndex open(Path files) {
    return VectorIndexes.open(
        new IndexFiles.InDirectory(files), OPTIONS, "acme", IndexWorkers.inline(), EAGER);
  }

  @Test
  void damagedFilesAreFilledAgain() throws IOException {
    List<Path> files = IndexCopies.files(whole.resolve("g1"));
    for (Path file : files) {
      Path name = file.getFileName();
      long length = Files.size(file);
      requireSame("deleted " + name, copy -> Files.delete(copy.resolve(name)));
      requireSame("empty " + name, copy -> Files.write(copy.resolve(name), new byte[0]));
      long kept = random.nextLong(length);
      requireSame("cut " + name + " at " + kept, copy -> cut(copy.resolve(name), kept));
      for (int i = 0; i < FLIPS_PER_FILE; i++) {
        long at = random.nextLong(length);
        int bit = random.nextInt(8);
        requireSame("flipped " + name + " at " + at, copy -> flip(copy.resolve(name), at, bit));
      }
      requireSame("zeros " + name, copy -> Files.write(copy.resolve(name), new byte[(int) length]));
    }
    assertThat(caseCount).as("damaged cases over %d files", files.size()).isGreaterThan(100);
  }

  @Test
  void allFilesGoneOrOfAnotherIndexAreFilledAgain() throws IOException {
    requireSame(
        "all deleted",
        copy -> {
          for (Path file : IndexCopies.files(copy)) {
            Files.delete(file);
          }
        });
    VectorIndexOptions other = VectorIndexOptions.of("embedding", 7, VectorMetric.EUCLIDEAN);
    Path foreign = directory.resolve("foreign");
    try (VectorIndex index =
        VectorIndexes.open(
            new IndexFiles.InDirectory(foreign), other, "acme", IndexWorkers.inline(), EAGER)) {
      index.filled();
      VectorScript others = new VectorScript(other, SEED, 50, VectorScript.Plant.NOTHING);
      for (int change = 0; change < 100; change++) {
        others.change(index);
      }
      index.durable(others.sequence());
    }
    requireSame(
        "foreign",
        copy -> {
          for (Path file : IndexCopies.files(copy)) {
            Files.delete(file);
          }
          IndexCopies.copy(foreign.resolve("g1"), copy);
        });
  }

  @Test
  void withoutDamageNothingIsFilledAgain() {
    Path copy = directory.resolve("undamaged");
    IndexCopies.copy(whole.resolve("g1"), copy.resolve("g1"));
    try (VectorIndex index = open(copy)) {
      assertThat(index.memory().segmentCount()).isPositive();
      script.refill(index, script.sequence());
      assertThat(index.memory().tailCount()).isZero();
      script.search(index);
    }
  }

  private void requireSame(String what, Damage damage) throws IOException {
    Path copy = directory.resolve("case" + caseCount++);
    IndexCopies.copy(whole.resolve("g1"), copy.resolve("g1"));
    damage.doTo(copy.resolve("g1"));
    try (VectorIndex index = open(copy)) {
      assertThat(index.memory().segmentCount()).as("%s, seed=%d", what, SEED).isZero();
      script.refill(index, script.sequence());
      index.durable(script.sequence());
      script.search(index);
      script.search(index, script.sequence());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what + ", seed=" + SEED, e);
    }
  }

  private static void cut(Path file, long length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) length));
  }

  private static void flip(Path file, long at, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }
}
