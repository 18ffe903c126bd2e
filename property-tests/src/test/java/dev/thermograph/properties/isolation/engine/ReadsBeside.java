package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.properties.isolation.subject.Operations;
import java.util.List;

/** A planted fault: each read has a view of its own. */
final class ReadsBeside implements Operations {
  private final Tenant tenant;

  ReadsBeside(Tenant tenant) {
    this.tenant = tenant;
  }

  @Override
  public void append(int key, long value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Long> readList(int key) {
    return tenant.read(view -> new ReaderItems(view).readList(key));
  }

  @Override
  public void write(int key, long value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long readRegister(int key) {
    return tenant.read(view -> new ReaderItems(view).readRegister(key));
  }
}
