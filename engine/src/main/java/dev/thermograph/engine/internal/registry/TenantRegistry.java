package dev.thermograph.engine.internal.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.error.RegistryFailedException;
import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantExistsException;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tenants of an engine, by name and by number. A change is in the log for good before it counts
 * and before its call returns. A number is never given out twice.
 *
 * <p><b>Thread-safe:</b> changes are made one after the other, each waiting for its sync; looking
 * up takes no lock.
 */
public final class TenantRegistry {
  private final RegistryState state;
  private final RegistryJournal journal;
  private final @Nullable RegistryFiles files;
  private final ReentrantLock changes = new ReentrantLock();

  @GuardedBy("changes")
  private @Nullable RuntimeException failedBy;

  @GuardedBy("changes")
  private long fileSequence;

  private TenantRegistry(
      RegistryState state, RegistryJournal journal, @Nullable RegistryFiles files) {
    this.state = state;
    this.journal = journal;
    this.files = files;
    this.fileSequence = state.sequence();
  }

  /**
   * Finds out from files and log which tenants there are, and where they stand in the log.
   *
   * @throws RegistryDamagedException when files and log do not tell
   */
  public static TenantRegistry open(SegmentFiles directory, WriteAheadLog log) throws IOException {
    RegistryFiles files = new RegistryFiles(directory, log.id());
    RegistryFiles.Loaded loaded = files.load();
    RegistryState state = loaded.state();
    requireTogether(loaded, log);
    catchUp(state, log);
    files.delete(loaded.damaged().keySet());
    LogJournal journal = new LogJournal(log, neededFrom(files.listed(), log));
    return new TenantRegistry(state, journal, files);
  }

  /** The older of two files can stand in for the newer one; a single one has the log only. */
  private static long neededFrom(List<RegistryFiles.Listed> files, WriteAheadLog log) {
    long behindOldest =
        files.size() < RegistryFiles.KEPT_COUNT ? 0 : files.getLast().sequence() + 1;
    return Math.max(behindOldest, log.firstRetainedSequence());
  }

  /** An engine in memory has no tenants yet. */
  public static TenantRegistry inMemory(LogClock clock) {
    return new TenantRegistry(new RegistryState(), new MemoryJournal(clock), null);
  }

  private static void requireTogether(RegistryFiles.Loaded loaded, WriteAheadLog log) {
    long sequence = loaded.state().sequence();
    long firstRetained = log.firstRetainedSequence();
    if (sequence + 1 < firstRetained || sequence > log.lastSequence()) {
      throw new RegistryDamagedException(
          Messages.format(
              "the list of tenants and the log do not belong together: list's sequence=%d, log's"
                  + " first=%d last=%d, damaged files=%s",
              sequence, firstRetained, log.lastSequence(), loaded.damaged()),
          null);
    }
  }

  private static void catchUp(RegistryState state, WriteAheadLog log) {
    long last = log.lastSequence();
    try (LogReader records = log.read(state.sequence() + 1)) {
      while (records.next()) {
        if (records.tenant() == RegistryEventLayout.TENANT) {
          applyFrom(records, state);
        } else {
          requireKnown(records, state);
          state.sawCommit(records.tenant(), records.sequence());
        }
      }
    }
    state.advance(last);
  }

  private static void applyFrom(LogReader record, RegistryState state) {
    if (record.recordType() != RegistryEventLayout.RECORD_TYPE) {
      throw new RegistryDamagedException(
          Messages.format(
              "a record of the list of tenants is of an unknown type: sequence=%d type=%d",
              record.sequence(), record.recordType()),
          null);
    }
    state.apply(
        RegistryEventLayout.decode(record.payload(), record.sequence()),
        record.sequence(),
        record.timestampMicros());
  }

  /** A record of a tenant that was never created shows that the file is of another log. */
  private static void requireKnown(LogReader record, RegistryState state) {
    if (record.tenant() >= state.nextNumber()) {
      throw new RegistryDamagedException(
          Messages.format(
              "the log has a record of a tenant that was never created: number=%d sequence=%d",
              record.tenant(), record.sequence()),
          null);
    }
  }

  /** The tenant of this name. */
  public Optional<RegisteredTenant> find(String name) {
    return Optional.ofNullable(state.find(name));
  }

  /** The tenant with this number; none once it was dropped. */
  public Optional<RegisteredTenant> find(int number) {
    return Optional.ofNullable(state.find(number));
  }

  /** All tenants in the order of their numbers. */
  public List<RegisteredTenant> tenants() {
    return state.tenants().stream()
        .sorted(Comparator.comparingInt(RegisteredTenant::number))
        .toList();
  }

  /** True when a number was given to a tenant that was dropped since. */
  public boolean isDropped(int number) {
    return number >= RegistryState.NUMBER_FIRST
        && number < state.nextNumber()
        && state.find(number) == null;
  }

  /** Numbers of dropped tenants of which something may be left. */
  public Set<Integer> toErase() {
    return Set.copyOf(state.toErase());
  }

  /** Where a tenant stands in the log. */
  public Standing standing(RegisteredTenant tenant) {
    return state.standing(tenant);
  }

  /**
   * Something was learned about where a tenant stands. Say that its last commit is unknown before
   * it may make another one.
   */
  public void setStanding(RegisteredTenant tenant, Standing standing) {
    state.setStanding(tenant.number(), standing);
  }

  /**
   * Creates a tenant.
   *
   * @param isUsable whether a number may be given out; one is not when something is left of it
   */
  public RegisteredTenant create(String name, TenantOptions options, IntPredicate isUsable) {
    TenantNames.requireValid(name);
    changes.lock();
    try {
      if (state.find(name) != null) {
        throw new TenantExistsException("there is a tenant of this name: tenant=" + name);
      }
      int number = nextUsable(isUsable);
      change(new RegistryEvent.Created(number, name, options));
      return require(number);
    } finally {
      changes.unlock();
    }
  }

  private int nextUsable(IntPredicate isUsable) {
    for (int number = state.nextNumber(); number > 0 && number < Integer.MAX_VALUE; number++) {
      if (isUsable.test(number)) {
        return number;
      }
    }
    throw new InvalidArgumentException(
        Messages.format(
            "all numbers of tenants have been given out: count=%d", Integer.MAX_VALUE - 1));
  }

  /** Lets nobody read or write a tenant, or lets them again. Idempotent. */
  public RegisteredTenant setSuspended(int number, boolean suspended) {
    changes.lock();
    try {
      if (require(number).isSuspended() != suspended) {
        change(suspended ? new RegistryEvent.Suspended(number) : new RegistryEvent.Resumed(number));
      }
      return require(number);
    } finally {
      changes.unlock();
    }
  }

  /** Changes how a tenant behaves. */
  public RegisteredTenant configure(int number, TenantOptions options) {
    changes.lock();
    try {
      if (!require(number).options().equals(options)) {
        change(new RegistryEvent.Configured(number, options));
      }
      return require(number);
    } finally {
      changes.unlock();
    }
  }

  /**
   * Makes a tenant gone for ever; what it left may be erased when this returns.
   *
   * @return sequence of the event
   */
  public long drop(int number) {
    changes.lock();
    try {
      require(number);
      return change(new RegistryEvent.Dropped(number));
    } finally {
      changes.unlock();
    }
  }

  /** What a dropped tenant left was erased. */
  public void erased(int number) {
    long _ = change(new RegistryEvent.Erased(number));
  }

  /**
   * The tenant with this number.
   *
   * @throws TenantDroppedException when it was dropped
   */
  public RegisteredTenant require(int number) {
    RegisteredTenant tenant = state.find(number);
    if (tenant == null) {
      throw new TenantDroppedException("the tenant was dropped: number=" + number);
    }
    return tenant;
  }

  private long change(RegistryEvent event) {
    changes.lock();
    try {
      requireWorking(event);
      RegistryJournal.Entry entry = append(event);
      state.apply(event, entry.sequence(), entry.micros());
      return entry.sequence();
    } finally {
      changes.unlock();
    }
  }

  @GuardedBy("changes")
  private RegistryJournal.Entry append(RegistryEvent event) {
    try {
      return journal.append(RegistryEventLayout.encode(event));
    } catch (AppendRefusedException | LogFullException e) {
      throw e; // certainly not in the log
    } catch (RuntimeException e) {
      failedBy = e;
      throw new RegistryFailedException(
          "it is not known whether a change of the list of tenants is in the log: " + event, e);
    }
  }

  @GuardedBy("changes")
  private void requireWorking(Object wanted) {
    RuntimeException cause = failedBy;
    if (cause != null) {
      throw new RegistryFailedException(
          "the list of tenants takes no change until the engine is opened again: " + wanted, cause);
    }
  }

  /**
   * Writes the list to a file if the log went on by enough since the last one, so that the log may
   * let events go that the file before has. Call on a thread that may touch files.
   *
   * @param sequencesMin how many sequences are enough
   * @param standings where tenants stand that are open, by number; asked for after it is known up
   *     to where that must hold
   */
  public void checkpoint(long sequencesMin, Supplier<Map<Integer, Standing>> standings) {
    RegistryFiles directory = files;
    if (directory == null) {
      return;
    }
    changes.lock();
    try {
      requireWorking("checkpoint");
      state.advance(journal.durableSequence());
      if (state.sequence() - fileSequence >= sequencesMin) {
        journal.release(directory.write(state, standings.get()));
        fileSequence = state.sequence();
      }
    } catch (IOException e) {
      throw new RegistryFailedException("the list of tenants could not be written", e);
    } finally {
      changes.unlock();
    }
  }
}
