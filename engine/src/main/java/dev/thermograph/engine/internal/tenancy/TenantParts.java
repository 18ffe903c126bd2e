package dev.thermograph.engine.internal.tenancy;

/**
 * What an open tenant consists of; its lane, its views and its upkeep share it. <em>Immutable;</em>
 * its parts are as they say.
 *
 * @param number that its records in the log have
 * @param condition whether it takes commits
 */
record TenantParts(
    int number,
    CommitLog log,
    TenantMemory memory,
    Publication publication,
    OpenViews views,
    TenantCondition condition) {
  /** Those of a tenant that was just opened. */
  static TenantParts of(int number, CommitLog log, TenantOpening.Opened opened) {
    TenantMemory memory = opened.memory();
    Publication publication = new Publication(memory.applier().sequence(), opened.settled());
    return new TenantParts(
        number,
        log,
        memory,
        publication,
        new OpenViews(number, memory.store(), memory.catalogs(), publication),
        new TenantCondition(number));
  }

  /** The log does not have everything that was applied, or cannot say: nothing more is shown. */
  void halt(Throwable cause) {
    condition.ahead(cause);
    publication.halt();
  }
}
