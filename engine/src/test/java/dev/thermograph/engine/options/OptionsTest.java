package dev.thermograph.engine.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void valuesOutsideTheirLimitsAreRefusedByName() {
    EngineOptions engine = EngineOptions.defaults();
    Map<String, Runnable> refused = new HashMap<>();
    refused.put("openTenantCountMax", () -> engine.withOpenTenantCountMax(0));
    refused.put("closeIdleAfter", () -> engine.withCloseIdleAfter(Duration.ofSeconds(-1)));
    refused.put("drainWithin", () -> engine.withDrainWithin(Duration.ofHours(1)));
    refused.put("maintainEvery", () -> engine.withMaintainEvery(Duration.ZERO));
    refused.put("logBytes", () -> new Checkpoints(1, Duration.ofHours(1), true));
    refused.put("checkpoint's age", () -> new Checkpoints(1 << 20, Duration.ZERO, true));
    refused.put("attempts", () -> RetryPolicy.DEFAULT.withAttempts(0));
    refused.put("delayMax", () -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
    refused.put("requests", () -> new RateLimit(0, Duration.ofSeconds(1)));
    refused.put("rate limit's time", () -> new RateLimit(1, Duration.ofNanos(1)));
    refused.put("memoryBytes", () -> Quota.UNLIMITED.withMemoryBytes(0));
    refused.put("nodeCount", () -> Quota.UNLIMITED.withNodeCount(-1));
    refused.put("writesPerSecond", () -> Quota.UNLIMITED.withWritesPerSecond(0));
    refused.put("retention's age", () -> Retention.age(Duration.ZERO));
    refused.put("retention's commits", () -> Retention.commits(0));
    refused.put(
        "kind name's characters",
        () -> TenantOptions.DEFAULT.withRetention("x".repeat(129), Retention.none()));
    refused.put("kinds with a retention", OptionsTest::tooManyKinds);
    refused.forEach(
        (name, call) ->
            assertThatThrownBy(call::run)
                .as(name)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(name));
  }

  private static void tooManyKinds() {
    Map<String, Retention> kinds = new HashMap<>();
    for (int kind = 0; kind <= TenantOptions.KIND_RETENTION_COUNT_MAX; kind++) {
      kinds.put("k" + kind, Retention.none());
    }
    TenantOptions _ = new TenantOptions(Retention.none(), kinds, Quota.UNLIMITED, RateLimit.NONE);
  }

  /** A method that gives one value to another component would go unnoticed for long. */
  @Test
  void eachWithMethodChangesItsOwnValueAndNoOther() throws ReflectiveOperationException {
    Map<Class<?>, Object> values =
        Map.of(
            LogOptions.class, LogOptions.defaults().withDurability(Durability.none()),
            int.class, 17,
            long.class, 17L,
            Duration.class, Duration.ofSeconds(17),
            Checkpoints.class, new Checkpoints(17 << 20, Duration.ofSeconds(17), false),
            TenantOptions.class, TenantOptions.DEFAULT.withRetention(Retention.forever()),
            RetryPolicy.class, RetryPolicy.DEFAULT.withAttempts(17),
            EngineMetrics.class, EngineMetrics.none(),
            Quota.class, Quota.UNLIMITED.withNodeCount(17),
            RateLimit.class, RateLimit.HUNDRED_PER_MINUTE);
    int tried = requireSeparate(EngineOptions.defaults(), values);
    assertThat(tried).isEqualTo(EngineOptions.class.getRecordComponents().length);
    assertThat(requireSeparate(Quota.UNLIMITED, values)).isEqualTo(3);
    assertThat(requireSeparate(TenantOptions.DEFAULT, values)).isEqualTo(2);
    assertThat(requireSeparate(RetryPolicy.DEFAULT, values)).isEqualTo(1);
  }

  private static int requireSeparate(Record before, Map<Class<?>, Object> values)
      throws ReflectiveOperationException {
    int tried = 0;
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      String name = component.getName();
      String wither = "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      for (Method method : before.getClass().getMethods()) {
        Object value = values.get(component.getType());
        if (method.getName().equals(wither) && method.getParameterCount() == 1 && value != null) {
          Object after = method.invoke(before, value);
          for (RecordComponent each : before.getClass().getRecordComponents()) {
            Object expected =
                each.getName().equals(name) ? value : each.getAccessor().invoke(before);
            assertThat(each.getAccessor().invoke(after))
                .as("%s in %s", each, wither)
                .isEqualTo(expected);
          }
          tried++;
        }
      }
    }
    return tried;
  }

  @Test
  void aKindsOwnRetentionCountsBeforeTheTenants() {
    TenantOptions options =
        TenantOptions.DEFAULT
            .withRetention(Retention.none())
            .withRetention("A", Retention.forever())
            .withRetention("B", Retention.commits(3))
            .withRetention("A", Retention.commits(2));
    assertThat(List.of(options.retention("A"), options.retention("B"), options.retention("C")))
        .containsExactly(Retention.commits(2), Retention.commits(3), Retention.none());
  }
}
