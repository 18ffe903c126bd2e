package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.error.TenantDroppedException;
import dev.thermograph.engine.error.TenantSuspendedException;
import dev.thermograph.engine.error.UnknownTenantException;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.report.DropReceipt;
import dev.thermograph.engine.schema.SchemaRefusedException;
import dev.thermograph.properties.engine.Life.Medium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What befalls whole tenants and the engine. */
final class TenantActions {
  private static final int RETENTION_SECONDS = 10;

  private TenantActions() {}

  static void evolve(Life life, LiveTenant tenant, SplittableRandom random) {
    if (tenant.kinds.version() < ModelKinds.VERSIONS) {
      ModelKinds next = ModelKinds.ofVersion(tenant.kinds.version() + 1);
      assertThat(tenant.tenant.previewSchema(next.schema()).isBreaking()).isFalse();
      tenant.tenant.evolve(next.schema());
      tenant.kinds = next;
      tenant.noteOwnCommit();
      life.retain(tenant);
      life.tally.count("schemas added to");
    }
  }

  static void breakSchema(Life life, LiveTenant tenant, SplittableRandom random) {
    assertThatThrownBy(() -> tenant.tenant.evolve(ModelKinds.breaking()))
        .as(life.when(tenant))
        .isInstanceOf(SchemaRefusedException.class);
    assertThat(tenant.tenant.sequence()).isEqualTo(tenant.history.newest());
    life.tally.count("schemas refused");
  }

  static void configure(Life life, LiveTenant tenant, SplittableRandom random) {
    tenant.retention =
        switch (random.nextInt(5)) {
          case 0 -> Retention.none();
          case 1 -> Retention.commits(random.nextInt(1, 6));
          case 2 -> Retention.age(Duration.ofSeconds(random.nextInt(1, RETENTION_SECONDS)));
          default -> Retention.forever();
        };
    tenant.tenant.configure(tenant.tenant.options().withRetention(tenant.retention));
    life.retain(tenant);
    life.tally.count("retentions changed");
  }

  static void passTime(Life life, LiveTenant tenant, SplittableRandom random) {
    life.clock.pass(Duration.ofMillis(random.nextInt(5_000)));
    life.tenants.forEach(life::retain);
  }

  static void suspend(Life life, LiveTenant tenant, SplittableRandom random) {
    tenant.leave(random, life.when(tenant));
    life.engine().suspend(tenant.name);
    tenant.isSuspended = true;
    assertThatThrownBy(tenant.tenant::read).isInstanceOf(TenantSuspendedException.class);
    assertThatThrownBy(tenant.tenant::begin).isInstanceOf(TenantSuspendedException.class);
    life.tally.count("suspended");
  }

  /** Typed kinds are given again, for a restart may have come between. */
  static void resume(Life life, LiveTenant tenant) {
    life.engine().resume(tenant.name);
    tenant.isSuspended = false;
    tenant.tenant.evolve(tenant.kinds.schema());
    tenant.compareAll(life.when(tenant));
    life.tally.count("resumed");
  }

  static void closeTenant(Life life, LiveTenant tenant, SplittableRandom random) {
    tenant.leave(random, life.when(tenant));
    life.engine().close(tenant.name);
    tenant.compareAll(life.when(tenant));
    life.tally.count("tenants closed");
  }

  static void drop(Life life, LiveTenant tenant, SplittableRandom random) {
    tenant.leave(random, life.when(tenant));
    Tenant dropped = tenant.tenant;
    DropReceipt receipt = life.engine().drop(tenant.name);
    assertThat(receipt.number()).isEqualTo(dropped.number());
    assertThatThrownBy(dropped::read).isInstanceOf(TenantDroppedException.class);
    assertThatThrownBy(() -> life.engine().tenant(tenant.name))
        .isInstanceOf(UnknownTenantException.class);
    life.tenants.remove(tenant);
    life.createTenant();
    life.tally.count("dropped");
  }

  static void restart(Life life, LiveTenant tenant, SplittableRandom random) {
    if (life.hasFiles()) {
      life.restart(random);
    }
  }

  /**
   * The last commits may be on their way to the files, or not be written at all: then the files are
   * those of before, which a kill leaves when commits that do not wait are in memory still.
   */
  static void crash(Life life, LiveTenant tenant, SplittableRandom random, List<Integer> calls) {
    if (life.setting.medium() != Medium.QUIET_DISK) {
      return;
    }
    life.leaveAll(random);
    if (random.nextBoolean()) {
      Path before = life.copyFiles();
      calls.forEach(seed -> TransactionActions.writeUnsynced(life, tenant, random, seed));
      life.crash(before);
    } else {
      calls.forEach(seed -> TransactionActions.write(life, tenant, random, List.of(seed)));
      life.crash(life.copyFiles());
    }
  }
}
