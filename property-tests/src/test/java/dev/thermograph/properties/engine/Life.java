package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.options.Checkpoints;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.report.TenantInfo;
import dev.thermograph.wal.LogOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An engine and its reference, through restarts and crashes. Single-threaded. */
final class Life implements AutoCloseable {
  private static final int TRACE_MAX = 30;
  private static final int CHANGES_ONE_OF = 3;

  /**
   * What a life is like.
   *
   * @param medium where its engine lives
   * @param tenantCount how many tenants there are at first
   * @param fault what is planted in the reference
   */
  record Setting(Medium medium, int tenantCount, @Nullable Fault fault) {}

  /** Where an engine lives. */
  enum Medium {
    MEMORY,
    /** The background looks after retention all the time. */
    BUSY_DISK,
    /** Nothing goes on in the background, so that a copy of the files is what a kill leaves. */
    QUIET_DISK
  }

  final Setting setting;
  final SteppedClock clock = new SteppedClock();
  final List<LiveTenant> tenants = new ArrayList<>();
  final Tally tally;
  private final List<String> trace = new ArrayList<>();
  private final Directories directories = new Directories();
  private Thermograph engine;
  private int namesGiven;
  private @Nullable LiveTenant picked;

  /** All commits up to here are durable. */
  private long durable;

  Life(Setting setting, Tally tally) {
    this.setting = setting;
    this.tally = tally;
    this.engine = open();
    for (int tenant = 0; tenant < setting.tenantCount(); tenant++) {
      createTenant();
    }
  }

  private EngineOptions options() {
    boolean isQuiet = setting.medium() == Medium.QUIET_DISK;
    LogOptions log =
        LogOptions.defaults()
            .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
            .withPreparedSegmentCountMax(0)
            .withClock(clock);
    return EngineOptions.defaults()
        .withLog(log)
        .withOpenTenantCountMax(2)
        .withMaintainEvery(isQuiet ? Duration.ofHours(1) : Duration.ofMillis(2))
        .withCheckpoints(new Checkpoints(1L << 30, Duration.ofDays(30), true))
        .withTenant(TenantOptions.DEFAULT.withRetention(Retention.forever()));
  }

  private Thermograph open() {
    return setting.medium() == Medium.MEMORY
        ? Thermograph.inMemory(options())
        : Thermograph.open(directories.current(), options());
  }

  Thermograph engine() {
    return engine;
  }

  boolean hasFiles() {
    return setting.medium() != Medium.MEMORY;
  }

  boolean has(Fault fault) {
    return setting.fault() == fault;
  }

  void note(String what) {
    trace.add(what);
    if (trace.size() > TRACE_MAX) {
      trace.removeFirst();
    }
  }

  /** What is told with each difference. */
  String when(LiveTenant tenant) {
    return tenant + " setting=" + setting + " last actions: " + trace;
  }

  /** Mostly the one before, for each other one may have to be opened. */
  LiveTenant pick(SplittableRandom random) {
    int any = random.nextInt(CHANGES_ONE_OF * tenants.size());
    LiveTenant before = picked;
    if (before != null && any >= tenants.size() && tenants.contains(before)) {
      return before;
    }
    LiveTenant next = tenants.get(any % tenants.size());
    picked = next;
    return next;
  }

  /** A new one, with the first version of its kinds. */
  void createTenant() {
    String name = "tenant-" + ++namesGiven;
    ModelKinds kinds = ModelKinds.ofVersion(1);
    LiveTenant tenant = new LiveTenant(name, engine.tenant(name, kinds.schema()), kinds);
    tenant.noteOwnCommit();
    tenants.add(tenant);
  }

  void durableUpTo(long sequence) {
    durable = Math.max(durable, sequence);
  }

  /** Time and commits go on, and with them what retention lets go of. */
  void retain(LiveTenant tenant) {
    tenant.history.retain(tenant.retention, clock.now());
  }

  void leaveAll(SplittableRandom random) {
    tenants.forEach(it -> it.leave(random, when(it)));
  }

  /** Closes the engine, and opens the directory again. */
  void restart(SplittableRandom random) {
    leaveAll(random);
    engine.close();
    engine = open();
    if (has(Fault.EDGE_LOST_ON_RESTART)) {
      tenants.forEach(Life::loseEdge);
    }
    handOutAgain();
    tally.count("restarts");
    compareTenants();
  }

  private static void loseEdge(LiveTenant tenant) {
    Graph spoiled = tenant.history.graph().copy();
    spoiled.edges.pollLastEntry();
    tenant.history.spoil(spoiled);
  }

  /** The files as a kill leaves them now. */
  Path copyFiles() {
    return directories.copyCurrent();
  }

  /** Goes on with a copy of the files; nothing is open. */
  void crash(Path copy) {
    engine.close();
    directories.moveTo(copy);
    engine = open();
    for (LiveTenant tenant : tenants) {
      tenant.tenant = engine.tenant(tenant.name);
      if (!tenant.isSuspended) {
        goBack(tenant);
      }
    }
    handOutAgain();
    tally.count("crashes");
    compareTenants();
  }

  /** What a kill takes are the newest commits, none of them durable. */
  private void goBack(LiveTenant tenant) {
    long found = tenant.tenant.sequence();
    String when = when(tenant) + " durable=" + durable + " found=" + found;
    assertThat(tenant.history.sequences()).as("what is found, %s", when).contains(found);
    long promised = tenant.history.at(durable).getKey();
    assertThat(found).as("durable commits are kept, %s", when).isGreaterThanOrEqualTo(promised);
    if (found < tenant.history.newest()) {
      tally.count("crashes that took commits");
    }
    tenant.history.goBackTo(found);
    if (has(Fault.COMMIT_LOST_ON_CRASH) && found > 0) {
      tenant.history.goBackTo(tenant.history.before(found).getKey());
    }
  }

  /** Typed kinds have to be given again. */
  private void handOutAgain() {
    for (LiveTenant tenant : tenants) {
      tenant.tenant = engine.tenant(tenant.name);
      if (!tenant.isSuspended) {
        tenant.tenant.evolve(tenant.kinds.schema());
        tenant.noteOwnCommit();
      }
    }
  }

  private void compareTenants() {
    assertThat(engine.tenants())
        .as("tenants, %s", trace)
        .extracting(TenantInfo::name)
        .containsExactlyElementsOf(tenants.stream().map(it -> it.name).toList());
    for (LiveTenant tenant : tenants) {
      assertThat(tenant.tenant.options().retention()).isEqualTo(tenant.retention);
      if (!tenant.isSuspended) {
        tenant.compareAll(when(tenant));
      }
    }
  }

  /** Everything, and all of the past. */
  void compareEverything(SplittableRandom random) {
    compareTenants();
    for (LiveTenant tenant : tenants) {
      if (!tenant.isSuspended) {
        List<Long> sequences = tenant.history.sequences();
        for (int at = 0; at < 4; at++) {
          long sequence = sequences.get(random.nextInt(sequences.size()));
          Map.Entry<Long, PlainHistory.Version> then = tenant.history.at(sequence);
          boolean isKept = tenant.comparePast(sequence, then.getValue(), random, when(tenant));
          tally.count(isKept ? "past reads" : "past reads refused");
        }
      }
    }
  }

  /** Closes what is open, and deletes what was written. */
  @Override
  public void close() {
    for (LiveTenant tenant : tenants) {
      tenant.views.forEach(it -> it.view().close());
      tenant.transactions.forEach(it -> it.transaction().close());
    }
    engine.close();
    directories.close();
  }
}
