package dev.thermograph.properties.crash;

import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files on which chosen operations fail, fall short or lie, and all operations are counted.
 *
 * <p>To try every position, run once with {@link FaultPlan#none()}, read {@link #changeCount()},
 * and run again with {@link FaultPlan#atChange} for each number up to it; {@link #injectedCount()}
 * says whether the fault was met.
 *
 * <p>Closing is neither counted nor faulted. <b>Thread-safe:</b> counting and asking the plan is
 * under the instance's lock, the operations themselves are not.
 */
public final class FaultySegmentFiles implements SegmentFiles {
  private final SegmentFiles files;
  private final Map<OperationKind, Long> countOfKind = new EnumMap<>(OperationKind.class);
  private FaultPlan plan;
  private long operationCount;
  private long changeCount;
  private long injectedCount;
  private @Nullable Effect deferred;

  /** Wraps files that this instance will close. */
  public FaultySegmentFiles(SegmentFiles files, FaultPlan plan) {
    this.files = files;
    this.plan = plan;
  }

  /** Goes on with another plan, as when space was freed; the counters go on, too. */
  public synchronized void setPlan(FaultPlan plan) {
    this.plan = plan;
  }

  /** How many operations of all kinds there were. */
  public synchronized long operationCount() {
    return operationCount;
  }

  /** How many operations there were that change anything; see {@link OperationKind#isChange()}. */
  public synchronized long changeCount() {
    return changeCount;
  }

  /** How many operations of one kind there were. */
  public synchronized long operationCount(OperationKind kind) {
    return countOfKind.getOrDefault(kind, 0L);
  }

  /** How many operations went wrong. */
  public synchronized long injectedCount() {
    return injectedCount;
  }

  @Override
  public String describe() {
    return files.describe();
  }

  @Override
  public List<String> list() throws IOException {
    return ask(OperationKind.LIST, "", files::list);
  }

  @Override
  public SegmentFile create(String name) throws IOException {
    return wrap(ask(OperationKind.CREATE, name, () -> files.create(name)));
  }

  @Override
  public SegmentFile open(String name) throws IOException {
    return wrap(ask(OperationKind.OPEN, name, () -> files.open(name)));
  }

  @Override
  public SegmentFile openForReading(String name) throws IOException {
    return wrap(ask(OperationKind.OPEN, name, () -> files.openForReading(name)));
  }

  @Override
  public SegmentFile openFromDevice(String name) throws IOException {
    return wrap(ask(OperationKind.OPEN, name, () -> files.openFromDevice(name)));
  }

  @Override
  public void rename(String source, String target) throws IOException {
    run(OperationKind.RENAME, source, () -> files.rename(source, target));
  }

  @Override
  public void delete(String name) throws IOException {
    run(OperationKind.DELETE, name, () -> files.delete(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    Fault fault = next(OperationKind.SYNC_DIRECTORY, "");
    runSync(fault, "sync directory", files::syncDirectory);
  }

  @Override
  public void close() {
    files.close();
  }

  /** Counts the operation, ends a deferred sync, and says what shall go wrong. */
  @Nullable Fault next(OperationKind kind, String file) throws IOException {
    Effect due;
    Fault fault;
    synchronized (this) {
      operationCount++;
      changeCount += kind.isChange() ? 1 : 0;
      long numberOfKind = countOfKind.merge(kind, 1L, Long::sum);
      due = deferred;
      deferred = null;
      fault =
          plan.faultFor(
              new FaultPlan.Occurrence(kind, file, operationCount, changeCount, numberOfKind));
    }
    if (due != null) {
      due.happen();
    }
    return fault;
  }

  /** Runs an operation that has a result; one that fails after taking effect loses it. */
  <T> T ask(OperationKind kind, String file, Question<T> question) throws IOException {
    return switch (next(kind, file)) {
      case Fault.Fails(String message) -> throw failure(kind + " " + file, message);
      case Fault.FailsAfter(String message) -> {
        T lost = question.answer();
        if (lost instanceof SegmentFile opened) {
          opened.close();
        }
        throw failure(kind + " " + file, message);
      }
      case null, default -> question.answer();
    };
  }

  /** Runs a sync, or does not. */
  void runSync(@Nullable Fault fault, String what, Effect sync) throws IOException {
    switch (fault) {
      case null -> sync.happen();
      case Fault.Fails(String message) -> throw failure(what, message);
      case Fault.FailsAfter(String message) -> {
        sync.happen();
        throw failure(what, message);
      }
      case Fault.LyingSync _ -> countInjected();
      case Fault.DeferredSync _ -> defer(sync);
      case Fault.SyncFailsAndDrops _, Fault.ShortWrite _ -> sync.happen();
    }
  }

  /** The exception for a fault, which is thereby counted. */
  IOException failure(String what, String message) {
    countInjected();
    return new IOException("could not " + what + ": " + message);
  }

  synchronized void countInjected() {
    injectedCount++;
  }

  private void run(OperationKind kind, String file, Effect effect) throws IOException {
    this.<Boolean>ask(
        kind,
        file,
        () -> {
          effect.happen();
          return true;
        });
  }

  private synchronized void defer(Effect sync) {
    injectedCount++;
    deferred = sync;
  }

  private SegmentFile wrap(SegmentFile file) {
    return new FaultyFile(this, file);
  }

  /** An operation with a result. */
  @FunctionalInterface
  interface Question<T> {
    T answer() throws IOException;
  }

  /** An operation without a result. */
  @FunctionalInterface
  interface Effect {
    void happen() throws IOException;
  }
}
