package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.read.LogReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed while it commits; each tenant is then exactly what its first so many commits
 * make, and these are no fewer than it was promised.
 */
final class KilledTenantsTest {
  private static final long SEED =
      Long.getLong("thermograph.seed", System.nanoTime() & 0xFFFF_FFFL);
  private static final int KILLS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 10_000 : 60;
  private static final int PLANTED_KILLS_MAX = 40;

  /** One in so many is killed while it starts, the others some time after their first promise. */
  private static final int STARTING_ONE_IN = 4;

  private static final int STARTING_MILLIS_MAX = 600;
  private static final int PROMISING_MILLIS_MAX = 450;
  private static final int FIRST_PROMISE_MILLIS_MAX = 60_000;
  private static final int LOOK_MILLIS = 5;

  @TempDir Path directory;

  @Test
  void aKilledProcessLosesNoPromisedCommitAndNoHalfCommitSurvives() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long promised = 0;
    long found = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path log = directory.resolve("log-" + kill);
      boolean starting = kill % STARTING_ONE_IN == 0;
      int millis = random.nextInt(starting ? STARTING_MILLIS_MAX : PROMISING_MILLIS_MAX);
      long[] promises = runAndKill(log, kill, starting, millis, List.of());
      long[] counts = requireWhole(log, kill);
      for (int tenant = 0; tenant < KillChild.TENANTS; tenant++) {
        assertThat(counts[tenant])
            .as("commits of tenant %d: seed=%d kill=%d", tenant, SEED, kill)
            .isGreaterThanOrEqualTo(promises[tenant]);
        promised += promises[tenant];
        found += counts[tenant];
      }
    }
    System.out.println(
        "KILLED TENANTS seed="
            + SEED
            + " kills="
            + KILLS
            + " promised="
            + promised
            + " found="
            + found);
    assertThat(promised).as("promises: seed=%d", SEED).isGreaterThan(KILLS);
  }

  /** The planted bug: commits are promised before they are synced. */
  @Test
  void promisesMadeTooEarlyAreFoundBroken() throws Exception {
    boolean broken = false;
    for (int kill = 0; kill < PLANTED_KILLS_MAX && !broken; kill++) {
      Path log = directory.resolve("log-" + kill);
      long[] promises = runAndKill(log, kill, false, PROMISING_MILLIS_MAX, List.of("early"));
      long[] counts = requireWhole(log, kill);
      for (int tenant = 0; tenant < KillChild.TENANTS; tenant++) {
        broken |= counts[tenant] < promises[tenant];
      }
    }
    assertThat(broken).as("a broken promise was found").isTrue();
  }

  private long[] runAndKill(Path log, int kill, boolean starting, int millis, List<String> more)
      throws IOException, InterruptedException {
    Path promises = directory.resolve("promises");
    Files.write(promises, new byte[KillChild.TENANTS * Long.BYTES]);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(KillChild.class.getName());
    command.addAll(List.of(log.toString(), promises.toString(), Long.toString(SEED + kill)));
    command.addAll(more);
    Path output = directory.resolve("output");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    for (int waited = 0; !starting && waited < FIRST_PROMISE_MILLIS_MAX; waited += LOOK_MILLIS) {
      if (Arrays.stream(promisesIn(promises)).sum() > 0
          || child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    boolean ended = child.waitFor(millis, TimeUnit.MILLISECONDS);
    assertThat(ended).as("the child ended by itself: %s", Files.readString(output)).isFalse();
    child.destroyForcibly().waitFor();
    assertThat(Files.readString(output)).as("what the child said").isEmpty();
    return promisesIn(promises);
  }

  private static long[] promisesIn(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    long[] counts = new long[KillChild.TENANTS];
    for (int tenant = 0; tenant < counts.length; tenant++) {
      counts[tenant] = bytes.getLong(tenant * Long.BYTES);
    }
    return counts;
  }

  /** Returns how many commits of each tenant the log has, after comparing what they make. */
  private static long[] requireWhole(Path directory, int kill) {
    long[] counts = new long[KillChild.TENANTS];
    if (!Files.exists(directory)) {
      return counts;
    }
    try (WriteAheadLog log = WriteAheadLog.open(directory, KillChild.options())) {
      try (LogReader records = log.read(1)) {
        while (records.next()) {
          counts[records.tenant() - 1]++;
        }
      }
      for (int tenant = 0; tenant < KillChild.TENANTS; tenant++) {
        requireSame(log, tenant, counts[tenant], kill);
      }
    }
    return counts;
  }

  private static void requireSame(WriteAheadLog log, int tenant, long commits, int kill) {
    GraphModel model = new GraphModel();
    GraphScript script = KillChild.script(SEED + kill, tenant);
    for (long commit = 1; commit <= commits; commit++) {
      script.commit(new Nowhere(), model, commit);
    }
    try (HotTenant hot =
            HotTenants.open(tenant + 1, log, new ArenaExtents(), KillChild.COMMIT_BYTES_MAX);
        TenantView view = hot.open()) {
      GraphDigest digest = new GraphDigest(view.store());
      assertThat(digest.nodes(view.sequence()))
          .as("nodes of tenant %d: seed=%d kill=%d", tenant, SEED, kill)
          .isEqualTo(model.nodesAt(commits));
      assertThat(digest.edges(view.sequence()))
          .as("edges of tenant %d: seed=%d kill=%d", tenant, SEED, kill)
          .isEqualTo(model.edgesAt(commits));
    }
  }
}
