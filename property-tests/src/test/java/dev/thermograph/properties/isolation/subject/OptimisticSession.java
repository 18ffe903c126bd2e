package dev.thermograph.properties.isolation.subject;

import dev.thermograph.properties.isolation.history.Items;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker's session of an {@link OptimisticSubject}. Single-threaded: its worker's. */
final class OptimisticSession implements StepSession {
  private final OptimisticSubject subject;
  private final int worker;
  private @Nullable Pending current;

  OptimisticSession(OptimisticSubject subject, int worker) {
    this.subject = subject;
    this.worker = worker;
  }

  private Pending current() {
    if (current == null) {
      throw new IllegalStateException("no transaction was begun: worker=" + worker);
    }
    return current;
  }

  @Override
  public void begin() {
    current = subject.begin(worker);
  }

  @Override
  public void append(int key, long value) {
    subject.write(current(), Items.list(key), value);
  }

  @Override
  public List<Long> readList(int key) {
    return subject.read(current(), Items.list(key));
  }

  @Override
  public void write(int key, long value) {
    subject.write(current(), Items.register(key), value);
  }

  @Override
  public long readRegister(int key) {
    List<Long> content = subject.read(current(), Items.register(key));
    return content.isEmpty() ? 0 : content.getFirst();
  }

  @Override
  public Ending commit() {
    return subject.commit(current());
  }

  @Override
  public void abort() {
    subject.abort(current());
  }
}
