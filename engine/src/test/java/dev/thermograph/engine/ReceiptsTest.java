package dev.thermograph.engine;

import static dev.thermograph.engine.Sample.PERSON;
import static dev.thermograph.engine.Sample.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt promises what is so, and knows when that was. */
final class ReceiptsTest {
  @TempDir Path directory;

  private static CommitReceipt nothing(Tenant tenant) {
    return tenant.write(tx -> tx.count(PERSON));
  }

  @Test
  void inMemoryNothingIsPromisedWhateverWasAskedFor() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      CommitOptions synced = CommitOptions.DEFAULT.withDurability(Durability.sync());
      assertThat(
              tenant.write(synced, tx -> tx.create(PERSON, new Sample.Person("a", 1))).durability())
          .isEqualTo(Durability.none());
      assertThat(tenant.write(tx -> tx.create(PERSON, new Sample.Person("b", 1))).durability())
          .isEqualTo(Durability.none());
      assertThat(nothing(tenant).durability()).isEqualTo(Durability.none());
      try (Transaction transaction = tenant.begin(synced)) {
        transaction.create(PERSON, new Sample.Person("c", 1));
        assertThat(transaction.commit().durability()).isEqualTo(Durability.none());
      }
    }
  }

  @Test
  void inFilesTheDefaultIsPromised() {
    try (Thermograph engine = Thermograph.open(directory, Sample.options())) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      assertThat(tenant.write(tx -> tx.create(PERSON, new Sample.Person("a", 1))).durability())
          .isEqualTo(Durability.sync());
    }
  }

  /** It was 1970 that a tenant without any commit told. */
  @Test
  void whoSawNoCommitIsToldNow() {
    try (Thermograph engine = Thermograph.inMemory(Sample.options())) {
      Tenant tenant = engine.tenant("acme", Schema.of());
      Instant before = Instant.now().minusMillis(1);
      CommitReceipt written = tenant.write(tx -> assertThat(tx.sequence()).isZero());
      assertThat(written.sequence()).isZero();
      assertThat(written.committedAt()).isBetween(before, Instant.now().plusMillis(1));
      try (Transaction transaction = tenant.begin()) {
        assertThat(transaction.commit().committedAt()).isAfter(before);
      }
    }
  }

  /** What was seen may be forgotten a moment later, when nothing of the past is kept. */
  @Test
  void whoChangedNothingIsToldWhenWhatHeSawWasCommitted() throws InterruptedException {
    EngineOptions options =
        Sample.options()
            .withMaintainEvery(Duration.ofMillis(1))
            .withTenant(TenantOptions.DEFAULT.withRetention(Retention.none()));
    try (Thermograph engine = Thermograph.inMemory(options)) {
      Tenant tenant = engine.tenant("acme", SCHEMA);
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int age = 0; age < 3_000; age++) {
                      Sample.add(tenant, "name " + age, age);
                    }
                  });
      Instant last = Instant.EPOCH;
      while (writer.isAlive()) {
        CommitReceipt receipt = nothing(tenant);
        assertThat(receipt.committedAt()).isAfter(Instant.EPOCH.plusSeconds(1));
        assertThat(receipt.committedAt()).isAfterOrEqualTo(last);
        last = receipt.committedAt();
      }
      writer.join();
    }
  }
}
