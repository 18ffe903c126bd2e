package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.Operations;
import dev.thermograph.properties.isolation.subject.StepSession;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Each transaction is begun, and committed if nothing came first. Single-threaded. */
final class InteractiveSession implements StepSession {
  private final Tenant tenant;
  private final Durabilities durabilities;
  private final Function<Transaction, Operations> items;
  private @Nullable Transaction transaction;
  private @Nullable Operations operations;

  InteractiveSession(
      Tenant tenant, Durabilities durabilities, Function<Transaction, Operations> items) {
    this.tenant = tenant;
    this.durabilities = durabilities;
    this.items = items;
  }

  @Override
  public void begin() {
    Transaction begun = tenant.begin(durabilities.next());
    transaction = begun;
    operations = items.apply(begun);
  }

  private Transaction transaction() {
    if (transaction == null) {
      throw new IllegalStateException("no transaction was begun");
    }
    return transaction;
  }

  private Operations operations() {
    if (operations == null) {
      throw new IllegalStateException("no transaction was begun");
    }
    return operations;
  }

  @Override
  public Ending commit() {
    try {
      return Ending.committed(transaction().commit().sequence());
    } catch (TransactionConflictException e) {
      return Ending.ABORTED;
    }
  }

  @Override
  public void abort() {
    transaction().close();
  }

  @Override
  public void append(int key, long value) {
    operations().append(key, value);
  }

  @Override
  public List<Long> readList(int key) {
    return operations().readList(key);
  }

  @Override
  public void write(int key, long value) {
    operations().write(key, value);
  }

  @Override
  public long readRegister(int key) {
    return operations().readRegister(key);
  }
}
