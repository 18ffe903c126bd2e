package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.properties.isolation.engine.ItemKinds.Listing;
import dev.thermograph.properties.isolation.engine.ItemKinds.Register;
import dev.thermograph.properties.isolation.subject.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists and registers within a transaction of either sort. */
final class TransactionItems implements Operations {
  private final WriteTransaction transaction;
  private final Operations reads;

  TransactionItems(WriteTransaction transaction) {
    this(transaction, new ReaderItems(transaction));
  }

  /**
   * As the other one, and reads elsewhere.
   *
   * @param reads should be those of the transaction
   */
  TransactionItems(WriteTransaction transaction, Operations reads) {
    this.transaction = transaction;
    this.reads = reads;
  }

  @Override
  public void append(int key, long value) {
    Optional<Node<Listing>> old = transaction.findByKey(ItemKinds.LIST, key);
    if (old.isEmpty()) {
      transaction.create(ItemKinds.LIST, new Listing(key, List.of(value)));
      return;
    }
    List<Long> longer = new ArrayList<>(old.get().properties().values());
    longer.add(value);
    transaction.update(old.get().id(), Map.of("values", longer));
  }

  @Override
  public List<Long> readList(int key) {
    return reads.readList(key);
  }

  @Override
  public void write(int key, long value) {
    transaction.upsert(ItemKinds.REGISTER, new Register(key, value));
  }

  @Override
  public long readRegister(int key) {
    return reads.readRegister(key);
  }
}
