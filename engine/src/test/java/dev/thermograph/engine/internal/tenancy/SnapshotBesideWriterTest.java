package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.SnapshotLoader;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.wal.Durability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A snapshot holds one instant and its past, whatever is committed while it is written. */
final class SnapshotBesideWriterTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("thermograph.scale"));
  private static final int CHAINS = NIGHTLY ? 2_000 : 30;
  private static final int PLANTED_CHAINS_MAX = 50;
  private static final int THREADED_SNAPSHOTS = NIGHTLY ? 20_000 : 150;

  /** Lets commits happen between any two elements. */
  private record BusyPin(SnapshotState.Pin pin, SnapshotRig rig, boolean isHeld)
      implements SnapshotState.Pin {
    @Override
    public long renewalBytes() {
      return 1;
    }

    @Override
    public void renew() {
      if (isHeld) {
        pin.renew();
      }
      int commits = rig.random.nextInt(3);
      for (int commit = 0; commit < commits; commit++) {
        rig.commit();
      }
      if (rig.random.nextInt(4) == 0) {
        rig.forget();
      }
    }

    @Override
    public long newestSequence() {
      return pin.newestSequence();
    }

    @Override
    public void close() {
      pin.close();
    }
  }

  private static SnapshotState with(SnapshotState state, SnapshotState.Pin pin) {
    return new SnapshotState(
        state.tenant(),
        state.sequence(),
        state.horizon(),
        state.horizons(),
        state.catalogs(),
        state.keys(),
        state.nameCount(),
        state.times(),
        state.timesEnd(),
        state.store(),
        state.nodeEnd(),
        state.edgeEnd(),
        pin);
  }

  private static void commitSome(SnapshotRig rig) {
    int commits = 20 + rig.random.nextInt(60);
    for (int commit = 0; commit < commits; commit++) {
      rig.commit();
      if (rig.random.nextInt(10) == 0) {
        rig.forget();
      }
    }
  }

  @Test
  void whatIsCommittedMeanwhileIsNotSeenAndWhatIsForgottenIs() throws IOException {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (SnapshotRig rig = new SnapshotRig(seed)) {
        for (int round = 0; round < 3; round++) {
          commitSome(rig);
          long horizon = rig.retainedFrom;
          try (SnapshotState state = rig.tenant.care().captureState().orElseThrow()) {
            rig.write(with(state, new BusyPin(state.pin(), rig, true)));
            requireSame(rig, rig.model, horizon, state.sequence(), seed);
          }
        }
        rig.restart();
        assertThat(rig.tenant.report().source()).isEqualTo(OpeningReport.Source.SNAPSHOT);
        rig.requireSame();
        for (int look = 0; look < 6; look++) {
          rig.forget();
          rig.commit();
          rig.requireSame();
        }
        rig.requireAllGivenBack();
      }
    }
  }

  /** The planted bug: nothing is kept while the snapshot is written. */
  @Test
  void withoutAPinTheSnapshotIsFoundWrong() {
    boolean found = false;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PLANTED_CHAINS_MAX && !found; seed++) {
      try (SnapshotRig rig = new SnapshotRig(seed)) {
        commitSome(rig);
        long horizon = rig.retainedFrom;
        SnapshotState state = rig.tenant.care().captureState().orElseThrow();
        state.close();
        try {
          rig.write(with(state, new BusyPin(state.pin(), rig, false)));
          requireSame(rig, rig.model, horizon, state.sequence(), seed);
        } catch (AssertionError | RuntimeException | IOException _) {
          found = true;
        }
      }
    }
    assertThat(found).isTrue();
  }

  /** Reads the newest snapshot alone, without the log behind it. */
  private static void requireSame(
      SnapshotRig rig, GraphModel model, long horizon, long sequence, long seed)
      throws IOException {
    try (TenantMemory memory = TenantMemory.empty(new ArenaExtents())) {
      SnapshotLoader loader = memory.loader();
      List<String> refusals = new ArrayList<>();
      assertThat(rig.snapshots.load(() -> loader, new Progress(0, ProgressListener.NONE), refusals))
          .as("refusals %s", refusals)
          .isTrue();
      assertThat(refusals).isEmpty();
      memory.loaded(loader);
      assertThat(loader.sequence()).as("seed=%d", seed).isEqualTo(sequence);
      assertThat(loader.horizon()).as("seed=%d", seed).isEqualTo(horizon);
      for (long view = horizon; view <= sequence; view++) {
        SnapshotRig.requireSame(memory.store(), model, view, seed);
      }
    }
  }

  /** The same on two threads, as fast as they can. */
  @Test
  @Timeout(300)
  void aWriterOnAnotherThreadDisturbsNoSnapshot() throws Exception {
    try (SnapshotRig rig = new SnapshotRig(FIRST_SEED)) {
      commitSome(rig);
      AtomicBoolean done = new AtomicBoolean();
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      Thread writer =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, thrown) -> failure.set(thrown))
              .start(() -> writeUntil(rig, done));
      List<Captured> captured = new ArrayList<>();
      try {
        for (int snapshot = 0; snapshot < THREADED_SNAPSHOTS; snapshot++) {
          captured.add(capture(rig));
        }
      } finally {
        done.set(true);
        writer.join();
      }
      assertThat(failure.get()).isNull();
      for (Captured each : captured) {
        try (TenantMemory memory = each.memory()) {
          SplittableRandom random = new SplittableRandom(each.sequence());
          for (int look = 0; look < 3; look++) {
            long view = random.nextLong(each.horizon(), each.sequence() + 1);
            SnapshotRig.requireSame(memory.store(), rig.model, view, FIRST_SEED);
          }
        }
      }
      rig.restart();
      rig.requireSame();
    }
  }

  private record Captured(TenantMemory memory, long horizon, long sequence) {}

  private static void writeUntil(SnapshotRig rig, AtomicBoolean done) {
    SplittableRandom random = new SplittableRandom(1);
    while (!done.get()) {
      rig.commit(Durability.none());
      if (random.nextInt(5) == 0) {
        rig.forget();
      }
    }
  }

  private static Captured capture(SnapshotRig rig) throws IOException {
    TenantMemory memory = TenantMemory.empty(new ArenaExtents());
    try (SnapshotState state = rig.tenant.care().captureState().orElseThrow()) {
      rig.snapshots.write(state, new Progress(0, ProgressListener.NONE), new Cancellation());
    }
    SnapshotLoader loader = memory.loader();
    assertThat(
            rig.snapshots.load(
                () -> loader, new Progress(0, ProgressListener.NONE), new ArrayList<>()))
        .isTrue();
    memory.loaded(loader);
    return new Captured(memory, loader.horizon(), loader.sequence());
  }
}
