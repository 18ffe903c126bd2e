package dev.thermograph.properties.explore;

import dev.thermograph.properties.explore.FinishedLog.Range;
import dev.thermograph.properties.explore.FinishedLog.Use;
import dev.thermograph.properties.explore.Violation.Kind;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Damages finished logs one place at a time and looks whether recovery says so.
 *
 * <p>Damage is found, or has no effect: every record is still read as it was. What is below the
 * last trailer has to be found. <b>Single-threaded.</b> Hot path.
 */
final class DamageExplorer {
  private static final int SECTOR = 512;
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;
  private static final int ZERO = 0;
  private static final int SWAP = 1;
  private static final int ERAS_MAX = 3;
  private static final int STEPS_MAX = 16;

  private final ScenarioOptions options;
  private final Ending ending;
  private final StateJudge judge;
  private final DamageTally tally = new DamageTally();

  /** An explorer of logs that end like this. */
  DamageExplorer(ScenarioOptions options, Ending ending) {
    this.options = options;
    this.ending = ending;
    this.judge = new StateJudge(options.check(), Scenario.WINDOW_BYTES);
  }

  DamageTally tally() {
    return tally;
  }

  /** Damages one log in random places: bits, or sectors and blocks. */
  void explore(long seed, int flipCount, int blockDamageCount) {
    SplittableRandom random = new SplittableRandom(seed);
    FinishedLog log = finishedLog(seed, random);
    if (log == null) {
      return;
    }
    tally.countLog();
    Target target = new Target(log, seed);
    for (int flip = 0; flip < flipCount; flip++) {
      Range range = target.anyRange(random, flip);
      target.flip(range, range.from() + random.nextInt(range.bytes()), random.nextInt(8));
    }
    for (int damage = 0; damage < blockDamageCount; damage++) {
      target.damageBlocks(random, damage);
    }
  }

  /** Flips every bit of one log. */
  void exploreEveryBit(long seed) {
    FinishedLog log = finishedLog(seed, new SplittableRandom(seed));
    if (log == null) {
      return;
    }
    tally.countLog();
    Target target = new Target(log, seed);
    for (Range range : log.ranges()) {
      if (range.use() != Use.OUTSIDE) {
        for (int offset = range.from(); offset < range.to(); offset++) {
          for (int bit = 0; bit < Byte.SIZE; bit++) {
            target.flip(range, offset, bit);
          }
        }
      }
    }
  }

  private @Nullable FinishedLog finishedLog(long seed, SplittableRandom random) {
    try {
      Scenario scenario = new Scenario(random, options.withCheck(FrameCheck.CHECKSUM));
      FinishedLog log = scenario.finish(1 + random.nextInt(ERAS_MAX), STEPS_MAX, ending);
      if (log == null) {
        tally.addSilent("seed=" + seed + " the scenario went wrong: " + scenario.violation());
      } else if (log.unprovenRecords() > 0 && ending != Ending.KILLED) {
        tally.addSilent("seed=" + seed + " records that nothing proves: " + log.unprovenRecords());
        return null;
      } else if (log.unackedRecords() > 0 && ending != Ending.KILLED) {
        return null; // a tail that nobody was promised may go
      }
      if (log != null && judge.judge(log.files(), log.expected()) != null) {
        if (options.check() == FrameCheck.CHECKSUM) {
          tally.addSilent("seed=" + seed + " bad before any damage");
        }
        return null; // a reader that checks little takes torn tails for records
      }
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One log under damage; every damage is mended before the next. */
  private final class Target {
    private final FinishedLog log;
    private final DamagedFiles files;
    private final long seed;

    Target(FinishedLog log, long seed) {
      this.log = log;
      this.files = log.files().copy();
      this.seed = seed;
      Violation before = judge.judge(files, log.expected());
      if (before != null) {
        throw new IllegalStateException("bad before any damage: seed=" + seed + " " + before);
      }
    }

    /** A byte range, chosen by its length among those of one use; mostly what is proven. */
    Range anyRange(SplittableRandom random, int index) {
      Use use =
          switch (index % 32) {
            case 0 -> Use.UNPROVEN;
            case 1 -> Use.OUTSIDE;
            case 2 -> Use.LEFTOVER;
            default -> Use.PROVEN;
          };
      Range found = rangeOf(random, use);
      return found == null ? log.ranges().getFirst() : found;
    }

    private @Nullable Range rangeOf(SplittableRandom random, Use use) {
      int total = 0;
      for (Range range : log.ranges()) {
        total += range.use() == use ? range.bytes() : 0;
      }
      if (total == 0) {
        return null;
      }
      int at = random.nextInt(total);
      for (Range range : log.ranges()) {
        if (range.use() == use) {
          at -= range.bytes();
          if (at < 0) {
            return range;
          }
        }
      }
      throw new AssertionError("unreachable: at=" + at);
    }

    void flip(Range range, int offset, int bit) {
      byte[] bytes = bytes(range.file());
      bytes[offset] ^= (byte) (1 << bit);
      judge(range.use(), false, () -> "bit " + bit + " of " + range.file() + " at " + offset);
      bytes[offset] ^= (byte) (1 << bit);
    }

    /** Zeroes, swaps or misdirects sectors or blocks. */
    void damageBlocks(SplittableRandom random, int index) {
      int unit = random.nextInt(3) == 0 ? SECTOR : BLOCK;
      int kind = random.nextInt(3);
      Place to = place(random, anyRange(random, index), unit);
      Place from = place(random, anyRange(random, random.nextInt(32)), unit);
      if (kind == SWAP && (isUnproven(to, unit) || isUnproven(from, unit))) {
        return; // takes the last group and what proves it in one blow: nobody can tell
      }
      byte[] target = bytes(to.file);
      byte[] source = bytes(from.file);
      byte[] oldTarget = Arrays.copyOfRange(target, to.offset, to.offset + unit);
      byte[] oldSource = Arrays.copyOfRange(source, from.offset, from.offset + unit);
      boolean sourceChanges = kind == SWAP;
      System.arraycopy(kind == ZERO ? new byte[unit] : oldSource, 0, target, to.offset, unit);
      if (sourceChanges) {
        System.arraycopy(oldTarget, 0, source, from.offset, unit);
      }
      Use use = changedUse(to, oldTarget, target);
      if (sourceChanges) {
        Use other = changedUse(from, oldSource, source);
        use = other.compareTo(use) < 0 ? other : use;
      }
      boolean changed = !Arrays.equals(oldTarget, kind == ZERO ? new byte[unit] : oldSource);
      if (changed) {
        judge(use, true, () -> "kind " + kind + " unit " + unit + " " + from + " to " + to);
      }
      System.arraycopy(oldTarget, 0, target, to.offset, unit);
      if (sourceChanges) {
        System.arraycopy(oldSource, 0, source, from.offset, unit);
      }
    }

    private boolean isUnproven(Place place, int unit) {
      for (Range range : log.ranges()) {
        if (range.use() == Use.UNPROVEN
            && range.file().equals(place.file)
            && range.from() < place.offset + unit
            && range.to() > place.offset) {
          return true;
        }
      }
      return false;
    }

    private Place place(SplittableRandom random, Range range, int unit) {
      int at = range.from() + random.nextInt(range.bytes());
      return new Place(range.file(), at / unit * unit);
    }

    /** The most important use of a byte that is not as it was. */
    private Use changedUse(Place place, byte[] old, byte[] now) {
      Use most = Use.OUTSIDE;
      for (Range range : log.ranges()) {
        if (!range.file().equals(place.file) || range.use().compareTo(most) >= 0) {
          continue;
        }
        int from = Math.max(range.from(), place.offset);
        int to = Math.min(range.to(), place.offset + old.length);
        if (from < to
            && !Arrays.equals(old, from - place.offset, to - place.offset, now, from, to)) {
          most = range.use();
        }
      }
      return most;
    }

    private void judge(Use use, boolean mayHaveNoEffect, Supplier<String> what) {
      Violation violation = judge.judge(files, log.expected());
      if (violation == null) {
        tally.countHarmless(use);
        if (use == Use.PROVEN && !mayHaveNoEffect) {
          tally.note("seed=" + seed + " not found: " + what.get());
        }
      } else if (violation.kind() == Kind.FALSE_CORRUPTION) {
        tally.countRefused(use);
      } else {
        tally.addSilent("seed=" + seed + " " + use + " " + what.get() + ": " + violation);
      }
    }

    private byte[] bytes(String file) {
      try {
        return files.bytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Place(String file, int offset) {}
}
