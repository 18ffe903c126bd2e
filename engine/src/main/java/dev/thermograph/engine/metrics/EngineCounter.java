package dev.thermograph.engine.metrics;

import java.util.Locale;

/** What an engine counts. */
public enum EngineCounter {
  /** Commits that were made. */
  COMMITS,
  /** Views that were opened. */
  VIEWS,
  /** Transactions that met another commit. */
  CONFLICTS,
  /** Requests that a quota refused. */
  QUOTA_REFUSALS,
  /** Requests that a rate limit refused. */
  RATE_REFUSALS,
  /** Tenants whose memory was opened. */
  TENANTS_OPENED,
  /** Tenants whose memory could not be opened. */
  OPENINGS_FAILED,
  /** Tenants whose memory was closed to make room, or because nobody used them. */
  TENANTS_EVICTED,
  /** Openings beyond the cap, because all open tenants were in use. */
  CAP_EXCEEDED,
  /** Tenants that a failure has halted. */
  TENANTS_HALTED,
  /** Steps in the background that failed; they are tried again. */
  BACKGROUND_FAILURES;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '.');

  /** Its name for people and other systems: lower case, with dots. */
  public String label() {
    return label;
  }
}
