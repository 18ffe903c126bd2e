package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.GraphDigest;
import dev.thermograph.engine.internal.graph.GraphModel;
import dev.thermograph.engine.internal.graph.GraphScript;
import dev.thermograph.engine.internal.tenancy.OpeningReport.Source;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.RetentionFloor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed that writes snapshots all the time, while the log lets go of what they cover;
 * each tenant then has exactly its first so many commits, no fewer than it was promised.
 */
final class KilledCheckpointsTest {
  private static final long SEED =
      Long.getLong("thermograph.seed", System.nanoTime() & 0xFFFF_FFFL);
  private static final int KILLS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 2_000 : 6;
  private static final int POLL_MILLIS = 10;
  private static final int MILLIS_MAX = 1_000;

  @TempDir Path directory;

  private final Map<Source, Integer> sources = new EnumMap<>(Source.class);

  @Test
  void aKilledProcessLosesNoPromisedCommitWhateverItWasWriting() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long promised = 0;
    int released = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path life = directory.resolve("life-" + kill);
      Files.createDirectories(life);
      long[] promises = runAndKill(life, kill, random.nextInt(MILLIS_MAX));
      released += requireSame(life, kill, promises) ? 1 : 0;
      for (long each : promises) {
        promised += each;
      }
    }
    System.out.println(
        "KILLED CHECKPOINTS seed="
            + SEED
            + " kills="
            + KILLS
            + " promised="
            + promised
            + " sources="
            + sources
            + " released logs="
            + released);
    assertThat(promised).as("promises: seed=%d", SEED).isGreaterThan(KILLS);
    assertThat(sources).containsKey(Source.SNAPSHOT);
  }

  private long[] runAndKill(Path life, int kill, int millis)
      throws IOException, InterruptedException {
    Path promises = directory.resolve("promises");
    Files.write(promises, new byte[CheckpointChild.TENANTS * Long.BYTES]);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    Files.readAllLines(
            Path.of(System.getProperty("thermograph.root"), "cli/src/main/dist/jvm.options"))
        .stream()
        .filter(line -> line.startsWith("-"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CheckpointChild.class.getName());
    command.addAll(List.of(life.toString(), promises.toString(), Long.toString(SEED + kill)));
    Path output = directory.resolve("output");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = false;
    while (!ended && !isUnderWay(read(promises))) {
      ended = child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    ended = ended || child.waitFor(millis, TimeUnit.MILLISECONDS);
    assertThat(ended).as("the child ended by itself: %s", Files.readString(output)).isFalse();
    child.destroyForcibly().waitFor();
    assertThat(Files.readString(output)).as("what the child said").isEmpty();
    return read(promises);
  }

  private static long[] read(Path promises) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(promises));
    long[] counts = new long[CheckpointChild.TENANTS];
    for (int tenant = 0; tenant < counts.length; tenant++) {
      counts[tenant] = bytes.getLong(tenant * Long.BYTES);
    }
    return counts;
  }

  /** A JVM takes its time to begin. */
  private static boolean isUnderWay(long[] promises) {
    return Arrays.stream(promises).allMatch(count -> count > 0);
  }

  /** Returns whether the log had let go of something. */
  private boolean requireSame(Path life, int kill, long[] promises) {
    try (WriteAheadLog log = WriteAheadLog.open(life.resolve("log"), CheckpointChild.options())) {
      boolean isReleased = log.firstRetainedSequence() > 1;
      // Found by this test: without it the first tenant's floor lets go of what others need.
      RetentionFloor all = log.retainFrom("all tenants", log.firstRetainedSequence());
      for (int tenant = 0; tenant < CheckpointChild.TENANTS; tenant++) {
        try (TenantSnapshots snapshots = CheckpointChild.snapshots(life, tenant, log)) {
          requireSame(life, kill, tenant, promises[tenant], log, snapshots);
        }
      }
      all.close();
      return isReleased;
    }
  }

  private void requireSame(
      Path life,
      int kill,
      int tenant,
      long promised,
      WriteAheadLog log,
      TenantSnapshots snapshots) {
    long commits = promised;
    for (int opening = 0; opening < 2; opening++) { // after the kill, and after a close
      try (HotTenant hot = CheckpointChild.open(life, tenant, log, snapshots);
          TenantView view = hot.open()) {
        sources.merge(hot.report().source(), 1, Integer::sum);
        commits = requireOneOf(view, tenant, kill, commits);
      }
    }
  }

  /** One commit can be durable without its promise: that which was under way. */
  private static long requireOneOf(TenantView view, int tenant, int kill, long promised) {
    GraphModel model = new GraphModel();
    GraphScript script = CheckpointChild.script(SEED + kill, tenant);
    for (long commit = 1; commit <= promised + 1; commit++) {
      script.commit(new Nowhere(), model, commit);
    }
    GraphDigest digest = new GraphDigest(view.store());
    var nodes = digest.nodes(view.sequence());
    var edges = digest.edges(view.sequence());
    boolean isNext =
        nodes.equals(model.nodesAt(promised + 1)) && edges.equals(model.edgesAt(promised + 1));
    if (!isNext) {
      String what = "tenant " + tenant + " after " + promised + ": seed=" + SEED + " kill=" + kill;
      assertThat(nodes).as("nodes of %s", what).isEqualTo(model.nodesAt(promised));
      assertThat(edges).as("edges of %s", what).isEqualTo(model.edgesAt(promised));
    }
    return isNext ? promised + 1 : promised;
  }
}
