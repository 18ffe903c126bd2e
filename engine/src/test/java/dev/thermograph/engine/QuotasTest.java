package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.thermograph.engine.Sample.Person;
import dev.thermograph.engine.error.QuotaException;
import dev.thermograph.engine.error.QuotaException.Limited;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.wal.flush.LogClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant may use, asked of the whole engine. */
final class QuotasTest {
  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private final AtomicLong nanos = new AtomicLong();

  /** Its nanoseconds go on only when told. */
  private final LogClock clock =
      new LogClock() {
        @Override
        public long epochMicros() {
          return LogClock.SYSTEM.epochMicros();
        }

        @Override
        public long nanoTime() {
          return nanos.get();
        }
      };

  private EngineOptions options() {
    EngineOptions options = Sample.options();
    return options.withLog(options.log().withClock(clock)).withMetrics(metrics);
  }

  private Thermograph open(boolean inMemory) {
    return inMemory ? Thermograph.inMemory(options()) : Thermograph.open(directory, options());
  }

  private static Tenant create(Thermograph engine, Quota quota) {
    return engine.create("acme", Sample.SCHEMA, TenantOptions.DEFAULT.withQuota(quota));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nodesAreCountedByWriteAndByTransactionAndAfterReopening(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant acme = create(engine, Quota.UNLIMITED.withNodeCount(3));
      NodeId alice = Sample.add(acme, "Alice", 30);
      Sample.add(acme, "Bob", 40);
      engine.close("acme");
      long before = acme.sequence();
      QuotaException refusal =
          catchThrowableOfType(
              QuotaException.class,
              () ->
                  acme.write(
                      tx -> {
                        tx.create(Sample.PERSON, new Person("Carol", 1));
                        tx.create(Sample.PERSON, new Person("Dave", 1));
                      }));
      assertThat(refusal.limited()).isEqualTo(Limited.NODE_COUNT);
      assertThat(refusal.value()).isEqualTo(4);
      assertThat(refusal.limit()).isEqualTo(3);
      assertThat(acme.sequence()).as("nothing was written").isEqualTo(before);
      acme.write(
          tx -> {
            tx.delete(alice);
            tx.create(Sample.PERSON, new Person("Carol", 1));
            tx.create(Sample.PERSON, new Person("Dave", 1));
          });
      try (Transaction transaction = acme.begin()) {
        transaction.create(Sample.PERSON, new Person("Eve", 1));
        assertThatThrownBy(transaction::commit).isInstanceOf(QuotaException.class);
      }
      assertThat(Sample.names(acme)).containsExactly("Bob", "Carol", "Dave");
      acme.configure(acme.options().withQuota(Quota.UNLIMITED));
      Sample.add(acme, "Eve", 1);
      assertThat(metrics.total(EngineCounter.QUOTA_REFUSALS)).isEqualTo(2);
    }
  }

  @Test
  void memoryIsLimitedAndDeletingIsNot() {
    try (Thermograph engine = open(true)) {
      Tenant acme = create(engine, Quota.UNLIMITED.withMemoryBytes(400_000));
      List<NodeId> nodes = new ArrayList<>();
      QuotaException refusal = null;
      while (refusal == null) {
        try {
          nodes.add(Sample.add(acme, "x".repeat(1_000) + nodes.size(), 1));
        } catch (QuotaException e) {
          refusal = e;
        }
      }
      assertThat(nodes).hasSizeBetween(100, 400);
      assertThat(refusal.limited()).isEqualTo(Limited.MEMORY_BYTES);
      assertThat(refusal.value()).isGreaterThan(400_000);
      long used = engine.memory().tenants().getFirst().usedBytes();
      assertThat(used).isLessThanOrEqualTo(400_000 + 16_384);
      acme.write(tx -> nodes.forEach(tx::delete));
      assertThat(Sample.names(acme)).isEmpty();
    }
  }

  @Test
  void writesPerSecondAreThoseThatWrite() {
    try (Thermograph engine = open(true)) {
      Tenant acme = create(engine, Quota.UNLIMITED.withWritesPerSecond(2));
      acme.write(_ -> {});
      Sample.add(acme, "Alice", 30);
      acme.write(_ -> {});
      Sample.add(acme, "Bob", 40);
      assertThatThrownBy(() -> Sample.add(acme, "Carol", 50))
          .isInstanceOf(QuotaException.class)
          .hasMessageContaining("WRITES_PER_SECOND");
      acme.write(_ -> {});
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      Sample.add(acme, "Carol", 50);
      assertThat(Sample.names(acme)).containsExactly("Alice", "Bob", "Carol");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void requestsAreLimitedPerTenantAndOffByDefault(boolean inMemory) {
    try (Thermograph engine = open(inMemory)) {
      Tenant limited =
          engine.create(
              "limited",
              Sample.SCHEMA,
              TenantOptions.DEFAULT.withRateLimit(RateLimit.HUNDRED_PER_MINUTE));
      Tenant free = engine.tenant("free", Sample.SCHEMA);
      for (int request = 0; request < 100; request++) {
        switch (request % 4) {
          case 0 -> limited.read().close();
          case 1 -> limited.write(_ -> {});
          case 2 -> limited.begin().close();
          default -> limited.readAt(0).close();
        }
      }
      assertThatThrownBy(limited::read)
          .isInstanceOf(QuotaException.class)
          .hasMessageContaining("REQUESTS");
      assertThatThrownBy(() -> limited.write(_ -> {})).isInstanceOf(QuotaException.class);
      assertThatThrownBy(limited::begin).isInstanceOf(QuotaException.class);
      for (int request = 0; request < 300; request++) {
        free.read().close();
      }
      engine.close("limited"); // closing is no way round
      assertThatThrownBy(limited::read).isInstanceOf(QuotaException.class);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
      limited.read().close();
      assertThat(metrics.total(EngineCounter.RATE_REFUSALS)).isEqualTo(4);
    }
  }
}
