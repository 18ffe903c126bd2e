package dev.thermograph.engine.internal.registry;

/**
 * Where a tenant stands in the log, as far as is known without opening it. <em>Immutable.</em>
 *
 * @param lastCommit it has no commit behind this sequence; 0 when it has none at all, {@link
 *     #UNKNOWN} when that is not known
 * @param neededFrom the log is needed from here on to bring it back; {@link #NOTHING} when it is
 *     not needed at all
 */
public record Standing(long lastCommit, long neededFrom) {
  /** Nothing of the log is needed. */
  public static final long NOTHING = Long.MAX_VALUE;

  /** It may have a commit anywhere. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** A commit was found behind. */
  Standing withCommit(long sequence) {
    return new Standing(Math.max(lastCommit, sequence), Math.min(neededFrom, sequence));
  }
}
