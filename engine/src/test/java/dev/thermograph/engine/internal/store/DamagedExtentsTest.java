package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are built again, quickly; never served, never waited for. */
final class DamagedExtentsTest {
  private static final int SEED_COUNT = 32;
  private static final long REOPEN_MILLIS_MAX = 2000;
  private static final int KILL_COUNT = 3;

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private SealedSet set;

  @BeforeEach
  void makeSet() throws IOException {
    set = SealedSet.make(directory.resolve("golden"), new Random(5));
  }

  private enum Outcome {
    REBUILT,
    SAME,
    WRONG
  }

  @Test
  void undamagedSetIsReopened() throws IOException {
    assertThat(judge(set.copyTo(directory.resolve("copy")), Reopener.Checks.ALL, "none"))
        .isEqualTo(Outcome.SAME);
  }

  @Test
  void everyDamageIsFoundInTime() throws IOException {
    for (Damage damage : Damage.values()) {
      Map<Outcome, Integer> tally = new EnumMap<>(Outcome.class);
      for (int seed = 0; seed < SEED_COUNT; seed++) {
        String what = damage + " seed=" + seed;
        Path copy = set.copyTo(directory.resolve(damage + "-" + seed));
        damage.inflict(set, copy, new Random(seed));
        Outcome outcome = judge(copy, Reopener.Checks.ALL, what);
        assertThat(outcome).as(what).isNotEqualTo(Outcome.WRONG);
        tally.merge(outcome, 1, Integer::sum);
      }
      System.out.println("damage: kind=" + damage + " seeds=" + SEED_COUNT + " outcomes=" + tally);
      assertThat(tally.getOrDefault(Outcome.REBUILT, 0))
          .as("%s", damage)
          .isGreaterThan(SEED_COUNT / 2);
    }
  }

  /** The bug that the test above must be able to find: believing the mark without reading. */
  @Test
  void withoutChecksumsDamageIsServed() throws IOException {
    int wrongCount = 0;
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      Path copy = set.copyTo(directory.resolve("believed-" + seed));
      // Deep inside the one region of 64 KiB, where Chronicle itself never looks.
      Path file = Damage.extent(copy, 2);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2 + seed * 8] ^= 1;
      Files.write(file, bytes);
      if (judge(copy, Reopener.Checks.NO_CHECKSUMS, "seed=" + seed) == Outcome.WRONG) {
        wrongCount++;
      }
    }
    assertThat(wrongCount).isEqualTo(SEED_COUNT);
  }

  @Test
  void filesOfKilledWritersAreBuiltAgain() throws IOException, InterruptedException {
    for (int round = 0; round < KILL_COUNT; round++) {
      Path fresh = directory.resolve("fresh-" + round);
      kill(fresh, "write", 150 + 100 * round);
      assertThat(judge(fresh, Reopener.Checks.ALL, "fresh")).isEqualTo(Outcome.REBUILT);

      Path used = set.copyTo(directory.resolve("used-" + round));
      byte[] mark = Files.readAllBytes(Damage.mark(used));
      kill(used, "reopen-and-write", 150 + 100 * round);
      assertThat(Damage.mark(used)).doesNotExist();
      assertThat(judge(used, Reopener.Checks.ALL, "used")).isEqualTo(Outcome.REBUILT);
      Files.write(Damage.mark(used), mark);
      assertThat(judge(used, Reopener.Checks.ALL, "used, mark put back"))
          .isEqualTo(Outcome.REBUILT);
      ChronicleExtents.create(used, ExtentsChild.IDENTITY).close();
      assertThat(Damage.extent(used, 0)).doesNotExist();
    }
  }

  private void kill(Path target, String deed, long afterMillis)
      throws IOException, InterruptedException {
    Path ready = directory.resolve(target.getFileName() + ".ready");
    Process process =
        new EngineProcess(ExtentsChild.class)
            .start(directory.resolve("output"), List.of(target.toString(), deed));
    try {
      while (!Files.exists(ready)) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
            .as("ended too early: %s", Files.readString(directory.resolve("output")))
            .isFalse();
      }
      assertThat(process.waitFor(afterMillis, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as("SIGKILL").isEqualTo(128 + 9);
  }

  private Outcome judge(Path copy, Reopener.Checks checks, String what) throws IOException {
    long start = System.nanoTime();
    Reopening reopening = ChronicleExtents.reopen(copy, ExtentsChild.IDENTITY, checks);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(millis).as("milliseconds of %s", what).isLessThan(REOPEN_MILLIS_MAX);
    return switch (reopening) {
      case Reopening.Rebuild(String reason) -> {
        assertThat(reason).as(what).contains(copy.toString());
        if (Files.exists(Damage.mark(copy))) {
          assertThat(reason).as(what).containsAnyOf("CLEAN", "extent-00000");
        }
        yield Outcome.REBUILT;
      }
      case Reopening.Reopened(ChronicleExtents extents, long sequence, byte[] payload) -> {
        try (extents) {
          boolean same =
              sequence == SealedSet.SEQUENCE
                  && Arrays.equals(payload, SealedSet.PAYLOAD)
                  && Arrays.equals(Bytes.readAll(extents), set.content());
          yield same ? Outcome.SAME : Outcome.WRONG;
        }
      }
    };
  }
}
