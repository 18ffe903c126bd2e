package dev.thermograph.engine.internal.read;

import java.time.Instant;

/**
 * What a tenant knows of its past. <b>Thread-safe.</b>
 *
 * <p>How far it reaches back may change at any time, but not for an open view: that keeps what it
 * sees. So a view looks once, when it is made, behind the moment in which its sequence was pinned.
 */
public interface RetainedPast {
  /** When the newest commit up to a sequence was made; the epoch when there is none. */
  Instant committedAt(long sequence);

  /** The commits that a view of a sequence sees; call under that view. */
  KnownCommits commitsUpTo(long sequence);

  /** The first sequence at which all of a kind is known. */
  long firstRetained(int kind);

  /** The first sequence at which all of every kind is known, or one behind it. */
  long firstRetainedOfAll();
}
