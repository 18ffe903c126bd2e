package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.Tenant;
import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.Session;

/** Each transaction is the lambda of a write, and throws to abort. */
final class WriteSession implements Session {
  private final Tenant tenant;
  private final Durabilities durabilities;

  WriteSession(Tenant tenant, Durabilities durabilities) {
    this.tenant = tenant;
    this.durabilities = durabilities;
  }

  private static final class AbortedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Ending run(Body body) {
    try {
      return Ending.committed(
          tenant
              .write(
                  durabilities.next(),
                  transaction -> {
                    if (!body.run(new TransactionItems(transaction))) {
                      throw new AbortedException();
                    }
                  })
              .sequence());
    } catch (AbortedException e) {
      return Ending.ABORTED;
    }
  }
}
