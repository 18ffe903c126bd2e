package dev.thermograph.properties.isolation.subject;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The plainest correct subject: one lock is held from the beginning of a transaction to its end. It
 * has no calls to interleave, as the lambda form of a real subject.
 */
public final class LockedSubject implements IsolationSubject {
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<Integer, List<Long>> items = new HashMap<>();

  @GuardedBy("lock")
  private long newest;

  @Override
  public Session open(int worker) {
    return this::run;
  }

  private Ending run(Session.Body body) {
    lock.lock();
    try {
      LockedTransaction transaction = new LockedTransaction(items);
      if (!body.run(transaction)) {
        return Ending.ABORTED;
      }
      items.putAll(transaction.changed());
      return Ending.committed(transaction.changed().isEmpty() ? newest : ++newest);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Long> finalList(int key) {
    lock.lock();
    try {
      return new LockedTransaction(items).readList(key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long finalRegister(int key) {
    lock.lock();
    try {
      return new LockedTransaction(items).readRegister(key);
    } finally {
      lock.unlock();
    }
  }
}
