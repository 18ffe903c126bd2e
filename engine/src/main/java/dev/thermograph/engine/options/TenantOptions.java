package dev.thermograph.engine.options;

import dev.thermograph.engine.schema.Kind;
import dev.thermograph.error.InvalidArgumentException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one tenant behaves. Kept in the log with the tenant, so that a restart changes nothing.
 * <em>Immutable.</em>
 *
 * @param retention how much of the past is kept of kinds that say nothing else
 * @param kindRetentions how much is kept of single kinds, by name, at most {@value
 *     #KIND_RETENTION_COUNT_MAX}; they need not exist yet
 * @param quota what it may use at most
 * @param rateLimit how many requests are taken
 */
public record TenantOptions(
    Retention retention, Map<String, Retention> kindRetentions, Quota quota, RateLimit rateLimit) {
  /** Most kinds with a retention of their own. */
  public static final int KIND_RETENTION_COUNT_MAX = 1_024;

  /** {@link Retention#DEFAULT} for all kinds, no quota, no rate limit. */
  public static final TenantOptions DEFAULT =
      new TenantOptions(Retention.DEFAULT, Map.of(), Quota.UNLIMITED, RateLimit.NONE);

  /** Keeps a copy. */
  public TenantOptions {
    kindRetentions = Map.copyOf(kindRetentions);
    InvalidArgumentException.requireRange(
        "kinds with a retention of their own", kindRetentions.size(), 0, KIND_RETENTION_COUNT_MAX);
    kindRetentions.keySet().forEach(TenantOptions::requireKindName);
  }

  private static void requireKindName(String kind) {
    InvalidArgumentException.requireRange(
        "kind name's characters", kind.length(), 1, Kind.NAME_CHARS_MAX);
  }

  /** How much of the past of a kind is kept. */
  public Retention retention(String kind) {
    return kindRetentions.getOrDefault(kind, retention);
  }

  /** The same with another retention for kinds that say nothing else. */
  public TenantOptions withRetention(Retention newRetention) {
    return new TenantOptions(newRetention, kindRetentions, quota, rateLimit);
  }

  /** The same with another retention for one kind. */
  public TenantOptions withRetention(String kind, Retention newRetention) {
    Map<String, Retention> changed = new LinkedHashMap<>(kindRetentions);
    changed.put(kind, newRetention);
    return new TenantOptions(retention, changed, quota, rateLimit);
  }

  /** The same with another quota. */
  public TenantOptions withQuota(Quota newQuota) {
    return new TenantOptions(retention, kindRetentions, newQuota, rateLimit);
  }

  /** The same with another rate limit. */
  public TenantOptions withRateLimit(RateLimit newRateLimit) {
    return new TenantOptions(retention, kindRetentions, quota, newRateLimit);
  }
}
