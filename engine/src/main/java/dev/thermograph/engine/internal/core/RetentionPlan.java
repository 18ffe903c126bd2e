package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.schema.SchemaCatalog;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * From which sequence on a tenant's past is kept. <em>Immutable.</em>
 *
 * @param floor no kind's is kept before
 * @param kinds those whose past is kept for less long, by number
 */
record RetentionPlan(long floor, Map<Integer, Long> kinds) {
  /** All of every kind is kept from here on. */
  long highest() {
    return kinds.values().stream().mapToLong(Long::longValue).reduce(floor, Math::max);
  }

  /** What options ask for, as of now; never more than is there already. */
  static RetentionPlan of(TenantOptions options, BoundSchema schema, HotTenant hot, Instant now) {
    try (TenantView newest = hot.open()) { // keeps the times while they are looked up
      Map<Retention, Long> known = new HashMap<>();
      SchemaCatalog catalog = schema.catalog();
      long floor = horizon(options.retention(), hot, newest, now);
      known.put(options.retention(), floor);
      Map<Integer, Long> kinds = new HashMap<>();
      for (int kind = 0; kind < catalog.kindCount(); kind++) {
        Retention retention = options.retention(catalog.requireName(kind));
        long horizon = known.computeIfAbsent(retention, it -> horizon(it, hot, newest, now));
        kinds.put(kind, horizon);
        floor = Math.min(floor, horizon);
      }
      long lowest = floor;
      kinds.values().removeIf(horizon -> horizon <= lowest);
      return new RetentionPlan(floor, kinds);
    }
  }

  private static long horizon(Retention retention, HotTenant hot, TenantView newest, Instant now) {
    return switch (retention) {
      case Retention.None() -> newest.sequence();
      case Retention.Forever() -> 0;
      case Retention.Age(Duration age) ->
          Math.min(newest.sequence(), hot.times().newestAt(Micros.of(now.minus(age))));
      case Retention.Commits(int count) -> nth(hot.times(), count, newest.sequence());
    };
  }

  /** What was so after the commit that so many of the newest begin with. */
  private static long nth(CommitTimes times, int count, long newest) {
    long place = times.end() - count;
    return place < times.first() ? 0 : Math.min(newest, times.sequence(place));
  }
}
