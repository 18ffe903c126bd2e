package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.snapshot.SnapshotState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that comes back from a snapshot shows what it showed, at each retained instant. */
final class SnapshotModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 3_000 : 60;
  private static final int ACTIONS = 150;
  private static final int FILE_CHAINS = CHAINS / 15;
  private static final int FILE_ROUNDS = 5;
  private static final int FILE_ACTIONS = 30;

  @Test
  void snapshotAndLogShowWhatTheModelShowsAtEveryRetainedInstant() throws IOException {
    long fromSnapshots = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (SnapshotRig rig = new SnapshotRig(seed)) {
        for (int action = 0; action < ACTIONS; action++) {
          act(rig);
        }
        rig.restart();
        rig.requireSame();
        OpeningReport.Source source = rig.tenant.report().source();
        rig.requireAllGivenBack();
        fromSnapshots += source == OpeningReport.Source.SNAPSHOT ? 1 : 0;
      }
    }
    assertThat(fromSnapshots).isGreaterThan(CHAINS / 2);
  }

  /** The same with maps in files, left in order or not. */
  @Test
  void mapsInFilesShowWhatTheModelShows(@TempDir Path directory) throws IOException {
    Map<OpeningReport.Source, Integer> sources = new EnumMap<>(OpeningReport.Source.class);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + FILE_CHAINS; seed++) {
      Path maps = directory.resolve("maps-" + seed);
      try (SnapshotRig rig = new SnapshotRig(seed)) {
        rig.tenant.close();
        rig.maps = TenantMaps.inDirectory(maps, SnapshotRig.TENANT, rig.log.id());
        rig.tenant = rig.openTenant();
        for (int round = 0; round < FILE_ROUNDS; round++) {
          for (int action = 0; action < FILE_ACTIONS; action++) {
            act(rig);
          }
          restart(rig, maps);
          rig.requireSame();
          sources.merge(rig.tenant.report().source(), 1, Integer::sum);
        }
        rig.requireAllGivenBack();
      }
    }
    assertThat(sources).containsKeys(OpeningReport.Source.MAPS, OpeningReport.Source.SNAPSHOT);
  }

  private static void restart(SnapshotRig rig, Path maps) throws IOException {
    rig.tenant.close();
    if (rig.random.nextInt(4) == 0) {
      Files.delete(maps.resolve("CLEAN"));
    }
    rig.tenant = rig.openTenant();
    rig.retainedFrom = rig.tenant.store().horizon(0);
  }

  private static void act(SnapshotRig rig) throws IOException {
    int dice = rig.random.nextInt(100);
    if (dice < 80) {
      rig.commit();
    } else if (dice < 88) {
      rig.forget();
    } else if (dice < 94) {
      rig.checkpoint();
    } else if (dice < 97) {
      writeLater(rig);
    } else {
      rig.restart();
      rig.requireSame();
    }
  }

  /** What was captured is written after others have committed and forgotten. */
  private static void writeLater(SnapshotRig rig) throws IOException {
    try (SnapshotState state = rig.tenant.care().captureState().orElseThrow()) {
      int commits = rig.random.nextInt(20);
      for (int commit = 0; commit < commits; commit++) {
        rig.commit();
      }
      rig.forget();
      rig.commit();
      rig.write(state);
    }
  }
}
