package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.error.TenantClosedException;
import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.error.TenantInUseException;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some tenants over one log in one process: threads that commit to each and open it again when it
 * halts, a reader, and files that fail, until all is done, the log is poisoned, or power is cut.
 */
final class FaultyLife {
  private static final int THREADS_PER_TENANT = 2;
  private static final int COMMITS_PER_THREAD = 40;
  private static final int COMMIT_BYTES_MAX = 1 << 16;
  private static final long RETRY_NANOS = 500_000;
  private static final long WATCH_NANOS = 50_000;
  private static final int CHECK_ONE_IN = 4;

  /** All commits of this one ask for a sync. */
  static final int SYNCED_TENANT = 0;

  /** None of this one's do, so nobody waits and nobody hears. */
  static final int UNSYNCED_TENANT = 1;

  /** The way into a log; the planted bug takes another. */
  @FunctionalInterface
  interface WayIn {
    RecordAppender into(WriteAheadLog log);
  }

  private final SplittableRandom random;
  private final WayIn wayIn;
  private final List<Ledger> ledgers;
  private final FaultySegmentFiles files;
  private final CrashRecordingFiles disk;
  private final WriteAheadLog log;
  private final List<Slot> slots = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Counts counts;
  private volatile boolean over;

  /** How often what this is about happened. <b>Thread-safe.</b> */
  record Counts(AtomicInteger halted, AtomicInteger refusedOnVoid, AtomicInteger reopened) {
    Counts() {
      this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }
  }

  FaultyLife(
      SplittableRandom random,
      WayIn wayIn,
      List<Ledger> ledgers,
      CrashRecordingFiles disk,
      Counts counts) {
    this.random = random;
    this.wayIn = wayIn;
    this.ledgers = ledgers;
    this.disk = disk;
    this.counts = counts;
    this.files = new FaultySegmentFiles(disk, FaultPlan.none());
    this.log = WriteAheadLog.open(files, options(random));
    for (int tenant = 0; tenant < ledgers.size(); tenant++) {
      slots.add(new Slot(tenant));
    }
  }

  static LogOptions options(SplittableRandom random) {
    return LogOptions.defaults()
        .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
        .withPreparedSegmentCountMax(random.nextInt(2));
  }

  /** What the next process finds, and what had been said by then. */
  record End(CrashRecordingFiles disk, List<Ledger.Said> said, long faultCount) {}

  /** Lives to the end. */
  End live() {
    boolean cut = random.nextBoolean();
    List<Thread> threads = new ArrayList<>();
    for (Slot slot : slots) {
      for (int thread = 0; thread < THREADS_PER_TENANT; thread++) {
        SplittableRandom own = random.split();
        threads.add(new Thread(() -> guard(() -> commitAll(slot, own)), "committer"));
      }
    }
    int workerCount = threads.size();
    SplittableRandom readers = random.split();
    Thread reader = new Thread(() -> guard(() -> readOn(readers)), "reader");
    int cutAt = random.nextInt(workerCount * COMMITS_PER_THREAD);
    files.setPlan(new FaultyDisk(random.split()));
    reader.start();
    threads.forEach(Thread::start);
    End end = cut ? cutPower(threads, cutAt) : null;
    over |= cut;
    threads.forEach(FaultyLife::join);
    over = true;
    join(reader);
    close();
    return end == null ? new End(disk.reopen(), said(), files.injectedCount()) : end;
  }

  private End cutPower(List<Thread> threads, int cutAt) {
    while (done.get() < cutAt && threads.stream().anyMatch(Thread::isAlive)) {
      LockSupport.parkNanos(WATCH_NANOS);
    }
    List<Ledger.Said> before = said();
    CrashMode[] modes = CrashMode.values();
    return new End(
        disk.crash(modes[random.nextInt(modes.length)], random).files(),
        before,
        files.injectedCount());
  }

  private List<Ledger.Said> said() {
    return ledgers.stream().map(Ledger::said).toList();
  }

  private void close() {
    log.close();
    slots.forEach(slot -> slot.current.close());
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError("a thread failed: " + thrown, thrown);
    }
  }

  private void guard(Runnable body) {
    try {
      body.run();
    } catch (Throwable e) { // thrown to the test, when all threads have ended
      failure.compareAndSet(null, e);
      over = true;
    }
  }

  private void commitAll(Slot slot, SplittableRandom own) {
    for (int commit = 0; commit < COMMITS_PER_THREAD && !over; commit++) {
      tryOne(slot, own);
      done.incrementAndGet();
    }
  }

  private void tryOne(Slot slot, SplittableRandom own) {
    Ledger ledger = ledgers.get(slot.tenant);
    HotTenant hot = slot.current;
    int id = ledger.nextId();
    Durability durability = durability(slot.tenant, own);
    try {
      hot.commit(commit -> ledger.tried(Attempt.collect(id, hot, own, commit)), durability);
      if (durability instanceof Durability.Sync) {
        ledger.kept(id);
      }
    } catch (LogFullException e) {
      ledger.gone(id);
      LockSupport.parkNanos(RETRY_NANOS);
    } catch (AppendRefusedException e) {
      ledger.gone(id);
      slot.reopen(hot);
    } catch (CommitOutcomeUnknownException e) {
      slot.reopen(hot);
    } catch (TenantHaltedException e) {
      if (e.sequence() == 0) {
        ledger.gone(id);
      }
      if (e.getCause() instanceof AppendBuiltOnVoidException) {
        counts.refusedOnVoid.incrementAndGet();
      }
      slot.reopen(hot);
    } catch (TenantClosedException e) {
      ledger.gone(id); // another thread has opened it again
    } catch (LogPoisonedException | LogClosedException e) {
      ledger.gone(id);
      over = true;
    }
  }

  private static Durability durability(int tenant, SplittableRandom own) {
    if (tenant == SYNCED_TENANT) {
      return Durability.sync();
    }
    return switch (own.nextInt(4)) {
      case 0 -> tenant == UNSYNCED_TENANT ? Durability.none() : Durability.sync();
      case 1 -> Durability.interval(Duration.ofMillis(2));
      default -> Durability.none();
    };
  }

  /** Every view shows what one attempt and its ancestors made, whatever the log does meanwhile. */
  private void readOn(SplittableRandom own) {
    while (!over) {
      Slot slot = slots.get(own.nextInt(slots.size()));
      Ledger ledger = ledgers.get(slot.tenant);
      try (TenantView view = slot.current.open()) {
        int head = Attempt.head(view.store(), view.sequence());
        if (own.nextInt(CHECK_ONE_IN) == 0) {
          assertThat(TenantState.of(view))
              .as("view of tenant %d", slot.tenant)
              .isEqualTo(ledger.stateAt(head));
        }
        if (slot.tenant == SYNCED_TENANT && head != 0) {
          ledger.seen(head);
        }
      } catch (TenantClosedException e) {
        Thread.onSpinWait(); // it is being opened again
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** One tenant, and whoever opens it again when it has halted. */
  private final class Slot {
    private final int tenant;
    private volatile HotTenant current;

    Slot(int tenant) {
      this.tenant = tenant;
      this.current = open();
    }

    private HotTenant open() {
      return HotTenants.open(
          tenant + 1, log, wayIn.into(log), new PlainExtents(), COMMIT_BYTES_MAX);
    }

    synchronized void reopen(HotTenant halted) {
      if (current != halted) {
        return; // another thread was here before
      }
      counts.halted.incrementAndGet();
      closePatiently(halted);
      while (!over) {
        try {
          current = open();
          counts.reopened.incrementAndGet();
          return;
        } catch (LogFullException e) {
          LockSupport.parkNanos(RETRY_NANOS);
        } catch (LogPoisonedException | LogClosedException e) {
          over = true;
        }
      }
    }

    private static void closePatiently(HotTenant halted) {
      while (true) {
        try {
          halted.close();
          return;
        } catch (TenantInUseException e) {
          Thread.onSpinWait(); // the reader will be through soon
        }
      }
    }
  }
}
