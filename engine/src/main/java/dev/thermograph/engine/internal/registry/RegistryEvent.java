package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.options.TenantOptions;

/** One change of the list of tenants. <em>Immutable.</em> */
sealed interface RegistryEvent {
  /** Number of the tenant that it is about. */
  int number();

  /** A tenant begins to exist. */
  record Created(int number, String name, TenantOptions options) implements RegistryEvent {}

  /** Nobody may read or write it from now on. */
  record Suspended(int number) implements RegistryEvent {}

  /** It may be read and written again. */
  record Resumed(int number) implements RegistryEvent {}

  /** It behaves otherwise from now on. */
  record Configured(int number, TenantOptions options) implements RegistryEvent {}

  /** It is gone for ever; what it left is to be erased. */
  record Dropped(int number) implements RegistryEvent {}

  /** What it left was erased. */
  record Erased(int number) implements RegistryEvent {}
}
