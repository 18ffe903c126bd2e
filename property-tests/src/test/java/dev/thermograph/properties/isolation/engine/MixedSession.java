package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.properties.isolation.engine.ReaderItems.ChangeWantedException;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.Session;

/** One transaction is a write, the next is interactive, the third a view if that is enough. */
final class MixedSession implements Session {
  private static final int WAYS = 3;

  private final Tenant tenant;
  private final Session writes;
  private final Session interactive;
  private int count;

  MixedSession(Tenant tenant, Session writes, Session interactive, int worker) {
    this.tenant = tenant;
    this.writes = writes;
    this.interactive = interactive;
    this.count = worker;
  }

  @Override
  public Ending run(Body body) {
    return switch (count++ % WAYS) {
      case 0 -> writes.run(body);
      case 1 -> interactive.run(body);
      default -> look(body);
    };
  }

  private Ending look(Body body) {
    try (ReadView view = tenant.read()) {
      return body.run(new ReaderItems(view)) ? Ending.committed(view.sequence()) : Ending.ABORTED;
    } catch (ChangeWantedException e) {
      return writes.run(body);
    }
  }
}
