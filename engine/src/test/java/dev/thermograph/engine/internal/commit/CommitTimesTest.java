package dev.thermograph.engine.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CommitTimesTest {
  @Test
  void timesAreFoundBothWaysAlsoAfterTheOldestWereLetGo() {
    for (long seed = 1; seed <= 20; seed++) {
      try (Space space = new Space(new ArenaExtents())) {
        run(space, new SplittableRandom(seed), seed);
      }
    }
  }

  private static void run(Space space, SplittableRandom random, long seed) {
    CommitTimes times = new CommitTimes(space);
    TreeMap<Long, Long> model = new TreeMap<>();
    TreeMap<Long, String> told = new TreeMap<>();
    long sequence = 0;
    long clock = 1_000_000;
    for (int commit = 0; commit < 3_000; commit++) {
      sequence += random.nextLong(1, 5);
      clock += random.nextLong(-2, 10); // it steps back now and then
      CommitTally tally = tally(random);
      times.add(sequence, clock, tally);
      told.put(sequence, text(tally));
      model.put(sequence, Math.max(clock, model.isEmpty() ? 0 : model.lastEntry().getValue()));
      if (random.nextInt(100) == 0) {
        long horizon = random.nextLong(model.firstKey(), sequence + 1);
        dropWhole(times, horizon, sequence);
        model.headMap(model.floorKey(horizon), false).clear();
        told.headMap(model.firstKey(), false).clear();
        space.reclaim(sequence, Integer.MAX_VALUE);
      }
      if (random.nextInt(10) == 0) {
        requireSame(times, model, random.nextLong(model.firstKey() - 1, sequence + 3), seed);
        assertThat(tallies(times.window(), sequence)).as("seed=%d", seed).isEqualTo(told);
      }
    }
    assertThat(times.end() - times.first()).isEqualTo(model.size());
    requireAllIsCounted(times, space, seed);
    dropWhole(times, sequence, sequence);
    requireAllIsCounted(times, space, seed);
  }

  /** The rest is what no block begins in, at the start of a space. */
  private static void requireAllIsCounted(CommitTimes times, Space space, long seed) {
    space.reclaim(Long.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(space.usedBytes() - times.usedBytes()).as("seed=%d", seed).isBetween(0L, 64L);
  }

  private static void dropWhole(CommitTimes times, long horizon, long applied) {
    long left = Long.MAX_VALUE;
    while (times.end() - times.first() < left) {
      left = times.end() - times.first();
      times.dropBefore(horizon, applied, 100);
      assertThat(left - (times.end() - times.first())).isBetween(0L, 100L);
    }
  }

  private static CommitTally tally(SplittableRandom random) {
    CommitTally tally = new CommitTally();
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      tally.set(which, random.nextInt(random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1_024));
    }
    if (random.nextInt(4) == 0) {
      tally.note("ä".repeat(random.nextInt(3)), "x".repeat(random.nextInt(300)));
    }
    return tally;
  }

  private static String text(CommitTally tally) {
    StringBuilder text = new StringBuilder();
    for (int which = 0; which < CommitTally.COUNTS; which++) {
      text.append(tally.count(which)).append(' ');
    }
    return text.append(tally.actor()).append('/').append(tally.reason()).toString();
  }

  private static Map<Long, String> tallies(CommitTimes.Window window, long upTo) {
    TreeMap<Long, String> found = new TreeMap<>();
    CommitTally tally = new CommitTally();
    for (long place = window.placeOf(0); place < window.behind(upTo); place++) {
      window.read(place, tally);
      found.put(window.sequence(place), text(tally));
    }
    return found;
  }

  private static void requireSame(
      CommitTimes times, NavigableMap<Long, Long> model, long sequence, long seed) {
    Map.Entry<Long, Long> commit = model.floorEntry(sequence);
    assertThat(times.timeOf(sequence))
        .as("time of %d: seed=%d", sequence, seed)
        .isEqualTo(commit == null ? CommitTimes.NONE : commit.getValue());
    long micros = commit == null ? 0 : commit.getValue();
    long newest = CommitTimes.NONE;
    for (Map.Entry<Long, Long> entry : model.entrySet()) {
      newest = entry.getValue() <= micros ? entry.getKey() : newest;
    }
    assertThat(times.newestAt(micros)).as("newest at %d: seed=%d", micros, seed).isEqualTo(newest);
  }

  @Test
  void memoryOfWhatIsLetGoComesBack() {
    try (Space space = new Space(new ArenaExtents())) {
      CommitTimes times = new CommitTimes(space);
      CommitTally tally = new CommitTally();
      for (long commit = 1; commit <= 100_000; commit++) {
        tally.note("", commit % 2 == 0 ? "reason " + commit : "");
        times.add(commit, commit, tally);
        times.dropBefore(commit - 10, commit, 2);
        space.reclaim(commit, Integer.MAX_VALUE);
      }
      assertThat(space.totalBytes()).isLessThan(1 << 20);
      assertThat(times.timeOf(99_995)).isEqualTo(99_995);
      assertThat(times.timeOf(5)).isEqualTo(CommitTimes.NONE);
    }
  }
}
