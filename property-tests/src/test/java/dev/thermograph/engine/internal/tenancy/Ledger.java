package dev.thermograph.engine.internal.tenancy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was tried on one tenant, and what was said of it. <b>Thread-safe.</b> */
final class Ledger {
  private final Map<Integer, Attempt> attempts = new ConcurrentHashMap<>();
  private final Map<Integer, TenantState> states = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();

  /** Acknowledged as durable. */
  private final Set<Integer> kept = ConcurrentHashMap.newKeySet();

  /** Said to be certainly not in the log. */
  private final Set<Integer> gone = ConcurrentHashMap.newKeySet();

  /** Seen by a view of a tenant all of whose commits ask for a sync. */
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

  Ledger() {
    states.put(0, TenantState.EMPTY);
  }

  int nextId() {
    return lastId.incrementAndGet();
  }

  void tried(Attempt attempt) {
    attempts.put(attempt.id(), attempt);
  }

  void kept(int id) {
    kept.add(id);
  }

  void gone(int id) {
    gone.add(id);
  }

  void seen(int id) {
    seen.add(id);
  }

  int keptCount() {
    return kept.size();
  }

  int goneCount() {
    return gone.size();
  }

  Attempt attempt(int id) {
    Attempt attempt = attempts.get(id);
    if (attempt == null) {
      throw new AssertionError("nobody tried attempt " + id);
    }
    return attempt;
  }

  /** The state that an attempt made, from its own and its ancestors' changes. */
  TenantState stateAt(int id) {
    TenantState known = states.get(id);
    if (known == null) {
      Attempt attempt = attempt(id);
      known = stateAt(attempt.parent()).after(attempt);
      states.put(id, known);
    }
    return known;
  }

  /** What was said so far: whatever the log is found to be later must agree with it. */
  Said said() {
    return new Said(Set.copyOf(kept), Set.copyOf(gone), Set.copyOf(seen));
  }

  /**
   * After the log was opened again and found right, what is in it will stay and nothing else will
   * ever be. What was said after a power cut was said in another world.
   */
  void settle(Set<Integer> inLog) {
    kept.clear();
    kept.addAll(inLog);
    gone.addAll(attempts.keySet());
    gone.removeAll(inLog);
    seen.clear();
  }

  /** What was said at one moment. */
  record Said(Set<Integer> kept, Set<Integer> gone, Set<Integer> seen) {}
}
