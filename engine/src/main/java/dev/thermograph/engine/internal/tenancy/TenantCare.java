package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.LogIoException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the background asks of an open tenant: to let go of its past, to be written as a snapshot,
 * and how far the log has it for good. <b>Thread-safe.</b>
 */
public final class TenantCare {
  private final TenantParts parts;
  private final TenantMemory memory;
  private final CommitLane lane;
  private final DroppedPast past;

  TenantCare(TenantParts parts, CommitLane lane, DroppedPast past) {
    this.parts = parts;
    this.memory = parts.memory();
    this.lane = lane;
    this.past = past;
  }

  private long applied() {
    return memory.applier().sequence();
  }

  /** Lets go of the past before a sequence; open views keep what they see. */
  public void retainFrom(long sequence) {
    long published = parts.publication().published();
    InvalidArgumentException.requireRange("sequence", sequence, 0, published);
    lane.run(
        "retainFrom",
        () -> {
          parts.views().requireOpen();
          memory.retainFrom(sequence);
          past.letGoAfter(applied(), 0);
        });
  }

  /**
   * Lets go of the past kind by kind; open views keep what they see. Each call gives back a part of
   * what it can, so call it now and then.
   *
   * @param sequence before which no view is opened any more
   * @param kinds by number, before which no view begins to read them, not below {@code sequence}
   * @return false when somebody has the lane for long, or the tenant was halted; try again later
   */
  public boolean retainFrom(long sequence, Map<Integer, Long> kinds) {
    long published = parts.publication().published();
    InvalidArgumentException.requireRange("sequence", sequence, 0, published);
    kinds.values().forEach(it -> InvalidArgumentException.requireRange("kind", it, 0, published));
    return lane.tryRun(() -> raiseHorizons(sequence, kinds)).orElse(false);
  }

  /** Under the lane. */
  private boolean raiseHorizons(long sequence, Map<Integer, Long> kinds) {
    if (parts.condition().isHalted()) {
      return false;
    }
    memory.retainFrom(sequence);
    kinds.forEach(memory.store()::setHorizon);
    past.letGoAtALook(applied());
    return true;
  }

  /**
   * Takes the state of the last applied commit, to be written as a snapshot beside commits that go
   * on. What is open counts as an open view.
   *
   * @return empty when somebody has the lane for long; try again later
   * @throws dev.thermograph.engine.error.TenantHaltedException when the memory may hold what the
   *     log does not
   */
  Optional<SnapshotState> captureState() {
    return lane.tryRun(this::capture);
  }

  /**
   * As {@link #captureState}, however long somebody has the lane.
   *
   * @param before done between the last commit that the state has and the next one
   */
  public SnapshotState captureStateAfter(Runnable before) {
    return lane.call(
        "capture",
        () -> {
          SnapshotState state = capture();
          before.run();
          return state;
        });
  }

  /** Under the lane. */
  private SnapshotState capture() {
    parts.views().requireOpen();
    parts.condition().requireNotHalted();
    return new SnapshotState(
        parts.number(),
        applied(),
        memory.retainedFrom(),
        memory.store().ownHorizons(),
        memory.catalogs().all(),
        memory.keys(),
        memory.applier().loggedNameCount(),
        memory.times(),
        memory.times().end(),
        memory.store(),
        memory.store().nodeEnd(),
        memory.store().edgeEnd(),
        parts.views().pinForSnapshot(memory.retainedFrom(), lane::lastAppended));
  }

  /** Tells snapshots that the log need not be held for them when there were no commits since. */
  void tellIdle(TenantSnapshots snapshots) {
    Optional<Boolean> _ =
        lane.tryRun(
            () ->
                !parts.condition().isHalted()
                    && snapshots.idleUpTo(applied(), parts.log().lastSequence()));
  }

  /** Sequence of the last commit that was given one. */
  long lastAppended() {
    return lane.lastAppended();
  }

  /** Bytes of commits since the tenant was opened, with those that were replayed then. */
  long commitBytes() {
    return lane.commitBytes();
  }

  /**
   * Sequence of the last applied commit, asked for while none is under way; empty when somebody has
   * the lane for long, that commit is not known to be durable, or the log may have one more.
   */
  public OptionalLong findDurableLastCommit() {
    long last =
        lane.tryRun(() -> parts.condition().isHalted() ? Long.MAX_VALUE : applied())
            .orElse(Long.MAX_VALUE);
    return last <= parts.publication().durable() ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /**
   * Halts the tenant when the log took back what it shows, which nobody hears of who asked for no
   * sync. Without this it would go on showing that until its next commit.
   */
  public void haltIfTakenBack() {
    long last = lane.lastAppended();
    if (last > parts.publication().durable() && parts.log().mayHaveVoided(last)) {
      parts.halt(
          new AppendBuiltOnVoidException(
              "the log took back what the tenant shows, because it could not be written: tenant="
                  + parts.number()
                  + " sequence="
                  + last));
    }
  }

  /** Waits until the log has for good what the memory holds; false when it never will. */
  public boolean isAllDurable() {
    try {
      parts.condition().requireNotHalted();
      if (applied() > parts.publication().durable()) {
        long _ = parts.log().settle();
        noteDurable();
      }
      return true;
    } catch (ThermographException _) {
      return false; // the next opening makes the memory from what the log has
    }
  }

  private void noteDurable() {
    parts.log().awaitDurable(applied());
    parts.publication().durable(applied());
  }

  /**
   * Returns when the tenant can be closed and be opened again: the log has for good what the memory
   * holds, or the memory is not to be believed. Nobody uses it meanwhile.
   *
   * @throws ThermographException when the log cannot say so now, or not within that time; the
   *     tenant goes on as it is
   */
  public void requireReadyToClose(Duration within) {
    if (parts.condition().isHalted() || applied() <= parts.publication().durable()) {
      return;
    }
    if (!parts.log().settleWithin(within.toNanos())) {
      throw new LogIoException(
          "the log did not settle in time: tenant=" + parts.number() + " waited=" + within);
    }
    try {
      noteDurable();
    } catch (AppendRefusedException e) { // opening it again shows what is there
      parts.halt(e);
    }
  }
}
