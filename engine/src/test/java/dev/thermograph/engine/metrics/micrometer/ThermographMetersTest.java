package dev.thermograph.engine.metrics.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.engine.options.EngineOptions;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThermographMetersTest {
  private static final Schema SCHEMA = Schema.of(NodeKind.open("Thing"));

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whatAnEngineDoesIsInTheRegistry() {
    ThermographMeters meters = new ThermographMeters(registry, Tags.of("engine", "one"));
    try (Thermograph engine = Thermograph.inMemory(EngineOptions.defaults().withMetrics(meters))) {
      meters.watch(engine).bindTo(registry);
      Tenant acme = engine.tenant("acme", SCHEMA);
      acme.write(tx -> tx.createFrom(SCHEMA.nodeKinds().getFirst(), Map.of("a", 1)));
      acme.read().close();
      assertThat(registry.get("thermograph.commits").tag("engine", "one").counter().count())
          .isEqualTo(2);
      assertThat(registry.get("thermograph.views").counter().count()).isEqualTo(1);
      assertThat(registry.get("thermograph.commit").timer().count()).isEqualTo(2);
      assertThat(registry.get("thermograph.tenants.open").gauge().value()).isEqualTo(1);
      assertThat(registry.get("thermograph.memory.off.heap").gauge().value()).isPositive();
      assertThat(registry.get("thermograph.memory.heap").gauge().value()).isPositive();
      assertThat(registry.get("thermograph.files").gauge().value()).isZero();
    }
  }

  @Test
  void everyCounterAndTimerIsThere() {
    ThermographMeters _ = new ThermographMeters(registry);
    for (EngineCounter counter : EngineCounter.values()) {
      assertThat(registry.find("thermograph." + counter.label()).counter()).isNotNull();
    }
    for (EngineTimer timer : EngineTimer.values()) {
      assertThat(registry.find("thermograph." + timer.label()).timer()).isNotNull();
    }
  }

  @Test
  void gaugesOfAClosedEngineShowNothing() {
    ThermographMeters meters = new ThermographMeters(registry);
    Thermograph engine = Thermograph.inMemory(EngineOptions.defaults().withMetrics(meters));
    engine.close();
    meters.watch(engine).bindTo(registry);
    assertThat(registry.get("thermograph.tenants.open").gauge().value()).isZero();
  }
}
