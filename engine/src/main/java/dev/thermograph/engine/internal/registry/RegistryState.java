package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.error.Messages;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all events up to a sequence make. An event that cannot follow is damage: of the log, of a
 * file, or of both not belonging together.
 *
 * <p><b>Threads:</b> one at a time changes it, which {@link TenantRegistry} sees to; looking up is
 * for any.
 */
final class RegistryState {
  /** The first number of a tenant; 0 is the registry's own in the log. */
  static final int NUMBER_FIRST = 1;

  private final Map<Integer, RegisteredTenant> byNumber = new ConcurrentHashMap<>();
  private final Map<String, RegisteredTenant> byName = new ConcurrentHashMap<>();
  private volatile int nextNumber = NUMBER_FIRST;
  private volatile long sequence;
  private final Map<Integer, Standing> standings = new ConcurrentHashMap<>();

  /** Numbers of tenants that were dropped, and of which something may be left. */
  private final Set<Integer> toErase = ConcurrentHashMap.newKeySet();

  /** Nothing has happened yet. */
  RegistryState() {}

  /** What a file says; what cannot be is refused. */
  RegistryState(
      Collection<RegisteredTenant> tenants, Set<Integer> toErase, int nextNumber, long sequence) {
    this.nextNumber = nextNumber;
    this.sequence = sequence;
    for (RegisteredTenant tenant : tenants) {
      require(
          tenant.number() >= NUMBER_FIRST
              && tenant.number() < nextNumber
              && !byNumber.containsKey(tenant.number())
              && !byName.containsKey(tenant.name()),
          "a tenant's number or name is there twice or was never given out",
          tenant.number(),
          sequence);
      put(tenant);
    }
    for (int number : toErase) {
      require(
          number >= NUMBER_FIRST && number < nextNumber && !byNumber.containsKey(number),
          "a tenant to erase is there or never was",
          number,
          sequence);
      this.toErase.add(number);
    }
  }

  /** Where a tenant stands in the log; everything is needed when nothing is known. */
  Standing standing(RegisteredTenant tenant) {
    return standings.getOrDefault(
        tenant.number(), new Standing(Standing.UNKNOWN, tenant.createdSequence()));
  }

  /** Something was learned about where a tenant stands. */
  void setStanding(int number, Standing standing) {
    standings.put(number, standing);
  }

  /** A commit was met in the log. */
  void sawCommit(int number, long commitSequence) {
    standings.computeIfPresent(
        number, (_, before) -> withCommit(byNumber.get(number), before, commitSequence));
  }

  /** Until there is a snapshot, a tenant's memory is made of all that came since its creation. */
  private static Standing withCommit(
      @Nullable RegisteredTenant tenant, Standing before, long commitSequence) {
    return tenant == null || before.lastCommit() > 0
        ? before.withCommit(commitSequence)
        : new Standing(commitSequence, tenant.createdSequence());
  }

  /** Numbers of tenants of which something may be left. */
  Set<Integer> toErase() {
    return toErase;
  }

  /** Every event up to here is in. */
  long sequence() {
    return sequence;
  }

  /** No event up to this sequence is missing. */
  void advance(long newSequence) {
    sequence = Math.max(sequence, newSequence);
  }

  /** Numbers from here on were never given out. */
  int nextNumber() {
    return nextNumber;
  }

  Collection<RegisteredTenant> tenants() {
    return byNumber.values();
  }

  @Nullable RegisteredTenant find(String name) {
    return byName.get(name);
  }

  @Nullable RegisteredTenant find(int number) {
    return byNumber.get(number);
  }

  /** Takes one event. */
  void apply(RegistryEvent event, long eventSequence, long micros) {
    require(
        eventSequence > sequence,
        "an event does not follow the one before",
        event.number(),
        eventSequence);
    switch (event) {
      case RegistryEvent.Created created -> create(created, eventSequence, micros);
      case RegistryEvent.Suspended(int number) ->
          put(existing(number, eventSequence).withSuspended(true));
      case RegistryEvent.Resumed(int number) ->
          put(existing(number, eventSequence).withSuspended(false));
      case RegistryEvent.Configured(int number, var options) ->
          put(existing(number, eventSequence).withOptions(options));
      case RegistryEvent.Dropped(int number) -> remove(existing(number, eventSequence));
      case RegistryEvent.Erased(int number) ->
          require(
              toErase.remove(number), "a tenant is erased that was not dropped", number, sequence);
    }
    sequence = eventSequence;
  }

  private void create(RegistryEvent.Created created, long eventSequence, long micros) {
    require(
        created.number() >= nextNumber && !byName.containsKey(created.name()),
        "a tenant's number or name is given out twice",
        created.number(),
        eventSequence);
    nextNumber = created.number() + 1;
    put(
        new RegisteredTenant(
            created.number(), created.name(), eventSequence, micros, false, created.options()));
    standings.put(created.number(), new Standing(0, Standing.NOTHING));
  }

  private RegisteredTenant existing(int number, long eventSequence) {
    RegisteredTenant tenant = byNumber.get(number);
    if (tenant == null) {
      throw damaged("an event is about a tenant that is not there", number, eventSequence);
    }
    return tenant;
  }

  private void put(RegisteredTenant tenant) {
    byNumber.put(tenant.number(), tenant);
    byName.put(tenant.name(), tenant);
  }

  private void remove(RegisteredTenant tenant) {
    byName.remove(tenant.name());
    byNumber.remove(tenant.number());
    standings.remove(tenant.number());
    toErase.add(tenant.number());
  }

  private static void require(boolean holds, String what, int number, long sequence) {
    if (!holds) {
      throw damaged(what, number, sequence);
    }
  }

  private static RegistryDamagedException damaged(String what, int number, long sequence) {
    return new RegistryDamagedException(
        Messages.format("%s: tenant number=%d sequence=%d", what, number, sequence), null);
  }
}
