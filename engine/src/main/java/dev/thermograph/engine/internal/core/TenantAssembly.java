package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.feed.TenantIndexes;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.internal.transaction.TransactionManager;
import dev.thermograph.engine.internal.transaction.TransactionOptions;
import dev.thermograph.engine.options.EngineOptions;
import java.time.Instant;

/** Makes an open tenant of its memory. <em>Immutable.</em> */
record TenantAssembly(EngineOptions options, IndexThreads indexThreads) {
  /** Largest commit. */
  int commitBytesMax() {
    return options.log().payloadBytesMax();
  }

  /**
   * A tenant at work; its memory is closed when this fails.
   *
   * @param isInMemory whether it has no log
   * @param place where its indexes have their files
   * @param owner stands in these files
   */
  OpenTenant assemble(
      TenantAccess access,
      HotTenant hot,
      OpenTenant.Upkeep upkeep,
      boolean isInMemory,
      IndexHost.Place place,
      String owner) {
    boolean done = false;
    IndexHost host = new IndexHost(hot, place, owner, indexThreads.workers());
    TenantIndexes indexes = new TenantIndexes(host, indexThreads.fills());
    try {
      hot.listen(indexes.listener());
      GrowthGuard guard = new GrowthGuard(hot, access::allowance, options.metrics());
      TransactionOptions transactionOptions =
          new TransactionOptions(
              options.log().durability(),
              commitBytesMax(),
              sequence -> committedAt(hot, sequence),
              guard,
              isInMemory);
      TransactionManager transactions =
          new TransactionManager(access.number(), hot, transactionOptions);
      access
          .findGiven()
          .ifPresent(schema -> transactions.applySchema(schema, CommitOptions.DEFAULT));
      indexes.begin(transactions.schema());
      done = true;
      return new OpenTenant(access.number(), hot, transactions, indexes, upkeep);
    } finally {
      if (!done) {
        try {
          indexes.close();
        } finally {
          hot.close();
        }
      }
    }
  }

  private Instant committedAt(HotTenant hot, long sequence) {
    try (TenantView _ = hot.open()) { // keeps the times while they are looked up
      long micros = hot.times().timeOf(sequence);
      return Micros.toInstant(
          micros == CommitTimes.NONE ? options.log().clock().epochMicros() : micros);
    }
  }
}
