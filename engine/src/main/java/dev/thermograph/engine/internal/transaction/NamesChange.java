package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import java.util.ArrayList;
import java.util.List;

/** A commit of property names alone: some of those that the log lacks. */
final class NamesChange implements HotTenant.Change {
  /** A name with its length, at most; characters take up to 3 bytes. */
  private static final int BYTES_PER_CHAR_MAX = 3;

  private static final int BYTES_PER_NAME = Short.BYTES;

  /** Names that take less than this part of a commit travel with changes. */
  private static final int PART_WITH_CHANGES = 8;

  private final KeyDictionary keys;
  private final int bytesMax;

  /** Of names that take half of a commit at most. */
  NamesChange(KeyDictionary keys, int commitBytesMax) {
    this.keys = keys;
    this.bytesMax = commitBytesMax / 2;
  }

  /** Whether the log lacks so many names that they could crowd out the changes of a commit. */
  static boolean isNeeded(KeyDictionary keys, int commitBytesMax) {
    int logged = keys.loggedCount();
    return keys.count() > logged
        && keys.namesFrom(logged).stream().mapToLong(NamesChange::bytes).sum()
            > commitBytesMax / PART_WITH_CHANGES;
  }

  private static long bytes(String name) {
    return BYTES_PER_NAME + (long) BYTES_PER_CHAR_MAX * name.length();
  }

  @Override
  public void collect(CommitWriter commit) {
    int logged = keys.loggedCount();
    List<String> some = new ArrayList<>();
    long bytes = 0;
    for (String name : keys.namesFrom(logged)) {
      bytes += bytes(name);
      if (bytes > bytesMax && !some.isEmpty()) {
        break;
      }
      some.add(name);
    }
    if (!some.isEmpty()) {
      commit.names(logged, some);
    }
  }
}
