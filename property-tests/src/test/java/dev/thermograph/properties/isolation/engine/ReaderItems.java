package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.properties.isolation.engine.ItemKinds.Listing;
import dev.thermograph.properties.isolation.engine.ItemKinds.Register;
import dev.thermograph.properties.isolation.subject.Operations;
import java.util.List;

/** What a reader sees of lists and registers; asked for more, it says so. */
final class ReaderItems implements Operations {
  private final GraphReader reader;

  ReaderItems(GraphReader reader) {
    this.reader = reader;
  }

  /** A view was asked to change something. */
  static final class ChangeWantedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangeWantedException() {
      super("a view changes nothing", null, false, false);
    }
  }

  @Override
  public void append(int key, long value) {
    throw new ChangeWantedException();
  }

  @Override
  public List<Long> readList(int key) {
    return reader
        .findByKey(ItemKinds.LIST, key)
        .map(node -> node.properties())
        .map(Listing::values)
        .orElse(List.of());
  }

  @Override
  public void write(int key, long value) {
    throw new ChangeWantedException();
  }

  @Override
  public long readRegister(int key) {
    return reader
        .findByKey(ItemKinds.REGISTER, key)
        .map(node -> node.properties())
        .map(Register::value)
        .orElse(0L);
  }
}
