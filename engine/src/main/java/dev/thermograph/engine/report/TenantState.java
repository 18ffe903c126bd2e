package dev.thermograph.engine.report;

/** What a tenant is doing. Any of them may change at any moment. <em>Immutable.</em> */
public sealed interface TenantState {
  /**
   * Its memory is open: reads and writes begin at once.
   *
   * @param memoryBytes off-heap memory that it has
   * @param useCount views and transactions that are open, and calls under way
   */
  record Open(long memoryBytes, int useCount) implements TenantState {}

  /** Its memory is being opened; who wants to use it waits. */
  record Opening() implements TenantState {}

  /** Its memory is not open; the first use opens it. */
  record Closed() implements TenantState {}

  /** Nobody may use it until it is resumed. */
  record Suspended() implements TenantState {}
}
