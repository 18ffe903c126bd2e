package dev.thermograph.wal.archive;

import dev.thermograph.error.Messages;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of archive files; the number is that of the segment inside. */
final class ArchiveNames {
  private static final Pattern ARCHIVE = Pattern.compile("wal-(\\d{16})\\.tgwa");
  private static final Pattern UNFINISHED = Pattern.compile("wal-\\d{16}\\.tgwa\\.tmp");

  private ArchiveNames() {}

  /** Name of a finished, verified archive file. */
  static String archive(long segmentNumber) {
    return Messages.format("wal-%016d.tgwa", segmentNumber);
  }

  /** Name under which an archive file is written before it is verified. */
  static String unfinished(long segmentNumber) {
    return archive(segmentNumber) + ".tmp";
  }

  /** The segment number in a name, or empty when the name is not a finished archive file's. */
  static OptionalLong segmentNumber(String name) {
    Matcher matcher = ARCHIVE.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** True for the name of a file whose writing was cut. */
  static boolean isUnfinished(String name) {
    return UNFINISHED.matcher(name).matches();
  }
}
