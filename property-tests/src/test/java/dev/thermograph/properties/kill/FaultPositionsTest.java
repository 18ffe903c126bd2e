package dev.thermograph.properties.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.kill.FaultCase.Length;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever operation fails, and however: nothing acknowledged is lost, nothing refused comes back,
 * nothing whole is called damaged, and the log goes on when the disk does.
 *
 * <p>Every operation of a script goes wrong in every way, once. Lasting failures are all tried at
 * night; for a change, each position gets one of them by lot.
 */
@Timeout(4 * 60 * 60)
final class FaultPositionsTest {
  private static final Map<String, Fault> FAULTS =
      new TreeMap<>(
          Map.of(
              "ENOSPC", Fault.DISK_FULL,
              "EIO", Fault.INPUT_OUTPUT_ERROR,
              "EFBIG", Fault.FILE_TOO_LARGE,
              "ENOSPC half-way", Fault.DISK_FULL_HALF_WAY,
              "EIO after effect", Fault.FAILS_BUT_TOOK_EFFECT,
              "short write", Fault.SHORT_WRITE,
              "EIO, pages dropped", Fault.SYNC_FAILS_AND_DROPS));

  private static final int CUTS_GATE = 4;
  private static final int CUTS_NIGHTLY = 60;

  /** Runs with a preparing thread differ from each other, so some more positions are tried. */
  private static final int POSITIONS_SPARE = 10;

  private final long seed = Scale.seed();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final ExecutorService runner = Executors.newCachedThreadPool();
  private final RunJournal journal = RunJournal.inMemory();
  private final Map<String, int[]> table = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  @AfterEach
  void endRunner() {
    runner.shutdownNow();
  }

  @Test
  void everyOperationMayFailWhenSegmentsAreMadeOnDemand() throws InterruptedException {
    tryAll(0, 1);
  }

  @Test
  void everyOperationMayFailWhenSegmentsAreMadeAhead() throws InterruptedException {
    tryAll(2, Scale.count(3, 1));
  }

  /** The planted bug: a disk that says it has synced and has not. */
  @Test
  void aDiskThatLiesAboutSyncsIsFoundOut() throws InterruptedException {
    FaultCase lying = new FaultCase(1, Fault.LYING_SYNC, Length.FOR_EVER, 0, seed);
    assertThat(lying.judge(journal, 200, runner).problems())
        .as("seed=%d", seed)
        .anyMatch(problem -> problem.startsWith("LOST"));
  }

  private void tryAll(int prepared, int step) throws InterruptedException {
    long began = System.nanoTime();
    long positions = judge("none", new FaultCase(0, Fault.DISK_FULL, Length.ONCE, prepared, seed));
    positions += prepared == 0 ? 0 : POSITIONS_SPARE;
    for (long position = 1; position <= positions; position += step) {
      for (var fault : FAULTS.entrySet()) {
        for (Length length : lengths()) {
          FaultCase each = new FaultCase(position, fault.getValue(), length, prepared, seed);
          judge(fault.getKey() + ", " + length, each);
        }
      }
    }
    report(prepared, positions, began);
    assertThat(problems).as("seed=%d", seed).isEmpty();
  }

  private List<Length> lengths() {
    if (Scale.isNightly()) {
      return List.of(Length.values());
    }
    boolean lasts = random.nextInt(FAULTS.size()) == 0;
    Length lasting = random.nextBoolean() ? Length.A_WHILE : Length.FOR_EVER;
    return lasts ? List.of(Length.ONCE, lasting) : List.of(Length.ONCE);
  }

  /** Returns how many operations there were. */
  private long judge(String name, FaultCase each) throws InterruptedException {
    FaultCase.Verdict verdict = each.judge(journal, Scale.count(CUTS_GATE, CUTS_NIGHTLY), runner);
    int[] row = table.computeIfAbsent(name, _ -> new int[4]);
    row[0]++;
    row[1] += verdict.injectedCount() > 0 ? 1 : 0;
    row[2] += verdict.cutCount();
    row[3] += verdict.problems().isEmpty() ? 0 : 1;
    problems.addAll(verdict.problems());
    return verdict.operationCount();
  }

  private void report(int prepared, long positions, long began) {
    Map<String, Integer> sums = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    table.forEach(
        (name, row) -> {
          text.append(System.lineSeparator()).append("  ").append(name);
          text.append(": runs=").append(row[0]).append(" met=").append(row[1]);
          text.append(" powerCuts=").append(row[2]).append(" bad=").append(row[3]);
          sums.merge("runs", row[0], Integer::sum);
          sums.merge("powerCuts", row[2], Integer::sum);
          sums.merge("bad", row[3], Integer::sum);
        });
    System.out.println(
        "fault positions: seed="
            + seed
            + " prepared="
            + prepared
            + " positions="
            + positions
            + " "
            + sums
            + " seconds="
            + (System.nanoTime() - began) / 1_000_000_000
            + text);
  }
}
