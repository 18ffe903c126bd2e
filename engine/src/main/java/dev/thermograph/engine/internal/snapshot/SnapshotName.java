package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.error.Messages;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a snapshot file says; its header says the same.
 *
 * @param number of the file among those of its tenant, growing
 * @param sequence the last commit that it holds
 */
public record SnapshotName(long number, long sequence) {
  static final String DRAFT_SUFFIX = ".tmp";
  static final String DAMAGED_SUFFIX = ".damaged";

  private static final Pattern FINISHED = Pattern.compile("snapshot-(\\d{10})-(\\d{19})\\.tgs");

  /** The name that a finished file has. */
  public String file() {
    return Messages.format("snapshot-%010d-%019d.tgs", number, sequence);
  }

  /** The name of a file until it is finished. */
  String draft() {
    return file() + DRAFT_SUFFIX;
  }

  /** The name of a file that was found damaged. */
  String damaged() {
    return file() + DAMAGED_SUFFIX;
  }

  /** What a name says, if it is that of a finished snapshot. */
  static Optional<SnapshotName> parse(String name) {
    Matcher matcher = FINISHED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SnapshotName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    } catch (NumberFormatException _) {
      return Optional.empty(); // 19 digits can be too many for a sequence
    }
  }

  /** What the name of a file says that was put aside, if it is one. */
  static Optional<SnapshotName> parseDamaged(String name) {
    return name.endsWith(DAMAGED_SUFFIX)
        ? parse(name.substring(0, name.length() - DAMAGED_SUFFIX.length()))
        : Optional.empty();
  }

  /** True for the name of a file that was never finished. */
  static boolean isDraft(String name) {
    return name.endsWith(DRAFT_SUFFIX)
        && parse(name.substring(0, name.length() - DRAFT_SUFFIX.length())).isPresent();
  }
}
