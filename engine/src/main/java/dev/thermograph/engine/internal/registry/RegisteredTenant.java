package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.options.TenantOptions;

/**
 * A tenant that was created and not dropped. <em>Immutable.</em>
 *
 * @param number given to no other tenant, ever; 1 and up
 * @param name given to no other tenant now
 * @param createdSequence sequence of the event that created it; none of its records is older
 * @param createdMicros when, in microseconds since 1970-01-01T00:00Z
 * @param isSuspended whether nobody may read or write it
 * @param options how it behaves
 */
public record RegisteredTenant(
    int number,
    String name,
    long createdSequence,
    long createdMicros,
    boolean isSuspended,
    TenantOptions options) {
  RegisteredTenant withSuspended(boolean suspended) {
    return new RegisteredTenant(number, name, createdSequence, createdMicros, suspended, options);
  }

  RegisteredTenant withOptions(TenantOptions newOptions) {
    return new RegisteredTenant(
        number, name, createdSequence, createdMicros, isSuspended, newOptions);
  }
}
