package dev.thermograph.properties.isolation.subject;

import dev.thermograph.properties.isolation.history.Items;
import java.util.List;

/**
 * A correct subject that never waits: a transaction reads a snapshot, keeps its writes to itself,
 * and commits if nothing it has read was changed meanwhile. Strictly serializable, also in what
 * aborted transactions read. Not final: each planted fault overrides one of its steps.
 *
 * <p><b>Thread-safe:</b> by its monitor, which is held while a step runs.
 */
public class OptimisticSubject implements StepSubject {
  private final Versions versions = new Versions();
  private long newest;

  @Override
  public final StepSession open(int worker) {
    return new OptimisticSession(this, worker);
  }

  @Override
  public synchronized List<Long> finalList(int key) {
    return versions.newest(Items.list(key));
  }

  @Override
  public synchronized long finalRegister(int key) {
    List<Long> content = versions.newest(Items.register(key));
    return content.isEmpty() ? 0 : content.getFirst();
  }

  final synchronized Pending begin(int worker) {
    Pending transaction = new Pending(worker, snapshot(worker));
    begun(transaction);
    return transaction;
  }

  final synchronized List<Long> read(Pending transaction, int item) {
    List<Long> seen = look(transaction, item);
    transaction.reads().add(item);
    return seen;
  }

  final synchronized void write(Pending transaction, int item, long value) {
    transaction.add(item, value);
    written(transaction, item, value);
  }

  final synchronized Ending commit(Pending transaction) {
    Ending ending = Ending.ABORTED;
    if (mayCommit(transaction)) {
      ending = install(transaction);
    }
    ended(transaction);
    return ending;
  }

  final synchronized void abort(Pending transaction) {
    undo(transaction);
    ended(transaction);
  }

  /** What each item held at each sequence. */
  protected final Versions versions() {
    return versions;
  }

  /** Sequence of the newest commit. */
  protected final long newest() {
    return newest;
  }

  /** Sequence of a new commit. */
  protected final long next() {
    return ++newest;
  }

  // The steps.

  /** The sequence at which a new transaction reads. */
  protected long snapshot(int worker) {
    return newest;
  }

  /** A transaction has begun. */
  protected void begun(Pending transaction) {}

  /** What a transaction sees, its own writes with it. */
  protected List<Long> look(Pending transaction, int item) {
    return transaction.over(item, versions.at(item, transaction.snapshot()));
  }

  /** A transaction has written a value. */
  protected void written(Pending transaction, int item, long value) {}

  /** Whether a transaction's reads are still what is there, or it does not change anything. */
  protected boolean mayCommit(Pending transaction) {
    return transaction.writes().isEmpty() || isUnchanged(transaction, transaction.reads());
  }

  /** Whether items are as they were when a transaction began. */
  protected final boolean isUnchanged(Pending transaction, Iterable<Integer> items) {
    for (int item : items) {
      if (versions.newestSequence(item) > transaction.snapshot()) {
        return false;
      }
    }
    return true;
  }

  /** Puts a transaction's writes into place. */
  protected Ending install(Pending transaction) {
    if (transaction.writes().isEmpty()) {
      return Ending.committed(0);
    }
    long sequence = next();
    transaction.writes().forEach((item, values) -> putAll(item, sequence, values));
    return Ending.committed(sequence);
  }

  /** Adds values to an item's newest content. */
  protected final void putAll(int item, long sequence, List<Long> values) {
    versions.put(item, sequence, Pending.apply(item, versions.newest(item), values));
  }

  /** Takes back what a transaction did when it is aborted by its worker. */
  protected void undo(Pending transaction) {}

  /** A transaction has ended, in whatever way. */
  protected void ended(Pending transaction) {}
}
