package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.properties.isolation.subject.IsolationSubject;
import dev.thermograph.properties.isolation.subject.Session;
import java.util.List;
import java.util.function.IntFunction;

/** One tenant, dropped at the end; its sessions are made by number of worker. */
class EngineSubject implements IsolationSubject {
  private final Thermograph engine;
  private final Tenant tenant;
  private final IntFunction<? extends Session> sessions;

  EngineSubject(Thermograph engine, Tenant tenant, IntFunction<? extends Session> sessions) {
    this.engine = engine;
    this.tenant = tenant;
    this.sessions = sessions;
  }

  @Override
  public Session open(int worker) {
    return sessions.apply(worker);
  }

  @Override
  public final List<Long> finalList(int key) {
    return tenant.read(view -> new ReaderItems(view).readList(key));
  }

  @Override
  public final long finalRegister(int key) {
    return tenant.read(view -> new ReaderItems(view).readRegister(key));
  }

  @Override
  public final void close() {
    engine.drop(tenant.name());
  }
}
