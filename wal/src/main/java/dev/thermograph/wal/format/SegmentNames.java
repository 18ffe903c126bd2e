package dev.thermograph.wal.format;

import dev.thermograph.error.Messages;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the log's files; the number in a segment's name repeats the one in its header. */
public final class SegmentNames {
  private static final Pattern SEGMENT = Pattern.compile("wal-(\\d{16})\\.log");
  private static final Pattern SPARE = Pattern.compile("spare-\\d{16}\\.tmp");

  /** The one name under which new files are made; no segment has the number 0. */
  public static final String UNFINISHED = spare(0);

  private SegmentNames() {}

  /** Name of the segment with this number. */
  public static String segment(long segmentNumber) {
    return Messages.format("wal-%016d.log", segmentNumber);
  }

  /** Name of a file that is being prepared or waits to be used again. */
  public static String spare(long spareNumber) {
    return Messages.format("spare-%016d.tmp", spareNumber);
  }

  /** The segment number in a name, or empty when no segment ever has this name. */
  public static OptionalLong segmentNumber(String name) {
    Matcher matcher = SEGMENT.matcher(name);
    long number = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    return number >= 1 && number <= LogPosition.SEGMENT_NUMBER_MAX
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** True for the name of a spare file. */
  public static boolean isSpare(String name) {
    return SPARE.matcher(name).matches();
  }
}
