package dev.thermograph.engine.graph;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is committed. <em>Immutable.</em>
 *
 * @param durability when it has to be on the disk; null for the engine's default
 * @param actor who made it, kept for audit; empty for nobody
 * @param reason why, kept for audit; empty for none
 */
public record CommitOptions(@Nullable Durability durability, String actor, String reason) {
  /** Longest actor or reason, in UTF-8. */
  public static final int NOTE_BYTES_MAX = 4096;

  /** The engine's default durability, no actor, no reason. */
  public static final CommitOptions DEFAULT = new CommitOptions(null, "", "");

  /** Refuses notes that are too long. */
  public CommitOptions {
    requireNote("actor", actor);
    requireNote("reason", reason);
  }

  private static void requireNote(String name, String text) {
    InvalidArgumentException.requireRange(
        name + "'s bytes", text.getBytes(StandardCharsets.UTF_8).length, 0, NOTE_BYTES_MAX);
  }

  /** The same with another durability. */
  public CommitOptions withDurability(Durability newDurability) {
    return new CommitOptions(newDurability, actor, reason);
  }

  /** The same by another actor. */
  public CommitOptions withActor(String newActor) {
    return new CommitOptions(durability, newActor, reason);
  }

  /** The same for another reason. */
  public CommitOptions withReason(String newReason) {
    return new CommitOptions(durability, actor, newReason);
  }

  /** The durability, if it is said. */
  public Optional<Durability> findDurability() {
    return Optional.ofNullable(durability);
  }
}
