package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.commit.CommitReader;
import dev.thermograph.engine.internal.commit.CommitSink;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.read.LogReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tenants on files that fail: whatever fails and whoever waits, each tenant is afterwards what its
 * first so many commits made, none that was acknowledged as durable is missing, none that was
 * certainly refused is there, and every tenant replays.
 */
@Timeout(4 * 60 * 60)
final class FaultyTenantsTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int RUNS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 5_000 : 25;
  private static final int PLANTED_RUNS_MAX = 60;
  private static final int LIVES = 3;
  private static final int TENANTS = 3;
  private static final int COMMIT_BYTES_MAX = 1 << 16;

  private final FaultyLife.Counts counts = new FaultyLife.Counts();
  private long faultCount;
  private long keptCount;
  private long goneCount;

  @Test
  void everyTenantReplaysToWhatWasPromised() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      run(seed, log -> log::append);
    }
    System.out.println(
        "FAULTY TENANTS seeds="
            + FIRST_SEED
            + "+"
            + RUNS
            + " faults="
            + faultCount
            + " kept="
            + keptCount
            + " gone="
            + goneCount
            + " halted="
            + counts.halted()
            + " refusedOnVoid="
            + counts.refusedOnVoid()
            + " reopened="
            + counts.reopened());
    assertThat(keptCount).isGreaterThan(RUNS);
    assertThat(counts.refusedOnVoid().get()).isPositive();
    assertThat(counts.reopened().get()).isGreaterThan(RUNS);
  }

  /** The planted bug: the log is not told what a commit builds on, as it was before. */
  @Test
  void commitsOnVoidedCommitsAreFound() {
    boolean found = false;
    for (long seed = 1; seed <= PLANTED_RUNS_MAX && !found; seed++) {
      found = isBroken(seed);
    }
    assertThat(found).as("a tenant that does not replay was found").isTrue();
  }

  private boolean isBroken(long seed) {
    try {
      run(
          seed,
          log ->
              (tenant, type, payload, _, durability, receipt) ->
                  log.append(tenant, type, payload, durability, receipt));
      return false;
    } catch (AssertionError e) {
      assertThat(e.getMessage()).containsPattern("the chain of tenant|built on another one");
      return true;
    }
  }

  private void run(long seed, FaultyLife.WayIn wayIn) {
    try {
      SplittableRandom random = new SplittableRandom(seed);
      List<Ledger> ledgers = Stream.generate(Ledger::new).limit(TENANTS).toList();
      CrashRecordingFiles disk = CrashRecordingFiles.create();
      for (int life = 0; life < LIVES; life++) {
        FaultyLife.End end =
            new FaultyLife(random.split(), wayIn, ledgers, disk.fork(), counts).live();
        faultCount += end.faultCount();
        requirePromises(end, ledgers, random);
        disk = end.disk();
      }
      keptCount += ledgers.stream().mapToLong(Ledger::keptCount).sum();
      goneCount += ledgers.stream().mapToLong(Ledger::goneCount).sum();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private static void requirePromises(
      FaultyLife.End end, List<Ledger> ledgers, SplittableRandom random) {
    try (WriteAheadLog log = WriteAheadLog.open(end.disk().reopen(), FaultyLife.options(random))) {
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        Ledger ledger = ledgers.get(tenant);
        List<Integer> inLog = attemptsOf(tenant, log);
        requireChain(tenant, inLog, ledger);
        Ledger.Said said = end.said().get(tenant);
        assertThat(inLog).as("durable commits of tenant %d", tenant).containsAll(said.kept());
        assertThat(inLog).as("what views of synced commits saw").containsAll(said.seen());
        assertThat(inLog)
            .as("refused commits of tenant %d", tenant)
            .noneMatch(said.gone()::contains);
        ledger.settle(Set.copyOf(inLog));
        requireReplayed(tenant, log, ledger.stateAt(inLog.isEmpty() ? 0 : inLog.getLast()));
      }
    }
  }

  private static void requireChain(int tenant, List<Integer> inLog, Ledger ledger) {
    int before = 0;
    for (int id : inLog) {
      assertThat(ledger.attempt(id).parent())
          .as("the chain of tenant %d at attempt %d", tenant, id)
          .isEqualTo(before);
      before = id;
    }
  }

  private static void requireReplayed(int tenant, WriteAheadLog log, TenantState expected) {
    try (HotTenant hot = HotTenants.open(tenant + 1, log, new PlainExtents(), COMMIT_BYTES_MAX);
        TenantView view = hot.open()) {
      assertThat(TenantState.of(view)).as("tenant %d replayed", tenant).isEqualTo(expected);
    }
  }

  private static List<Integer> attemptsOf(int tenant, WriteAheadLog log) {
    List<Integer> ids = new ArrayList<>();
    CommitReader reader = new CommitReader();
    try (LogReader records = log.read(1)) {
      while (records.next()) {
        if (records.tenant() == tenant + 1 && records.recordType() == CommitWriter.RECORD_TYPE) {
          reader.read(records.payload(), records.sequence(), new HeadSink(ids));
        }
      }
    }
    return ids;
  }

  /** Only the number of the attempt is wanted. */
  private record HeadSink(List<Integer> ids) implements CommitSink {
    @Override
    public void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes) {
      if (node == Attempt.HEAD_NODE) {
        ids.add((int) memory.get(TenantState.VALUE, offset));
      }
    }

    @Override
    public void names(int firstKeyId, List<String> names) {}

    @Override
    public void deleteNode(int node) {}

    @Override
    public void putEdge(
        int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes) {}

    @Override
    public void deleteEdge(int edge) {}

    @Override
    public void index(int index, long hash, int node) {}

    @Override
    public void unindex(int index, long hash, int node) {}

    @Override
    public void catalog(MemorySegment memory, long offset, int bytes) {}

    @Override
    public void note(String actor, String reason) {}
  }
}
