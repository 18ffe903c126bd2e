package dev.thermograph.engine.internal.registry;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that lists of tenants are kept in: the two newest, so that a damaged one costs nothing
 * as long as the log reaches back to the other. Other files in the directory are left alone.
 *
 * <p><b>Single-threaded.</b>
 */
final class RegistryFiles {
  static final int KEPT_COUNT = 2;

  private static final String DRAFT = "tenants.tmp";
  private static final Pattern NAME = Pattern.compile("tenants-(\\d{19})\\.tgr");

  /** A list of a million tenants with long names; larger files are not ours. */
  private static final long FILE_BYTES_MAX = 1L << 30;

  private final SegmentFiles files;

  /** Id of the log that the files' sequences belong to. */
  private final UUID log;

  /** False while a name may be there that a power cut takes back; at first nobody knows. */
  private boolean isDirectorySynced;

  RegistryFiles(SegmentFiles files, UUID log) {
    this.files = files;
    this.log = log;
  }

  /** A file by the sequence in its name. */
  record Listed(String name, long sequence) {}

  /**
   * What was found.
   *
   * @param state of the newest file that is valid; nothing happened yet when there is none
   * @param damaged names of newer ones that are not, and why
   */
  record Loaded(RegistryState state, Map<String, String> damaged) {}

  /** A whole file that belongs to another log: which of the two is wrong, nobody knows here. */
  private static final class ForeignListException extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignListException(String file, UUID found, UUID wanted) {
      super(
          "the list of tenants and the log do not belong together: file="
              + file
              + " list's log="
              + found
              + " log="
              + wanted);
    }
  }

  /**
   * Reads the newest valid file.
   *
   * @throws RegistryDamagedException when it is of another log
   */
  Loaded load() throws IOException {
    Map<String, String> damaged = new LinkedHashMap<>();
    for (Listed file : listed()) {
      try {
        return new Loaded(read(file), damaged);
      } catch (RegistryDamagedException e) {
        damaged.put(file.name(), String.valueOf(e.getMessage()));
      } catch (ForeignListException e) {
        throw new RegistryDamagedException(String.valueOf(e.getMessage()), e);
      }
    }
    return new Loaded(new RegistryState(), damaged);
  }

  /** The files present, newest first. */
  List<Listed> listed() throws IOException {
    List<Listed> found = new ArrayList<>();
    for (String name : files.list()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        parse(matcher.group(1)).ifPresent(sequence -> found.add(new Listed(name, sequence)));
      }
    }
    found.sort(Comparator.comparingLong(Listed::sequence).reversed());
    return found;
  }

  private static Optional<Long> parse(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      return Optional.empty(); // 19 digits can be too many for a sequence
    }
  }

  private RegistryState read(Listed listed) throws IOException {
    try (SegmentFile file = files.openForReading(listed.name())) {
      long length = file.lengthBytes();
      if (length > FILE_BYTES_MAX) {
        throw new RegistryDamagedException(
            Messages.format(
                "the list of tenants is too long: file=%s bytes=%d max=%d",
                listed.name(), length, FILE_BYTES_MAX),
            null);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      file.readFully(bytes, 0);
      RegistryFileLayout.Decoded found = RegistryFileLayout.decode(listed.name(), bytes.flip());
      if (!found.log().equals(log)) {
        throw new ForeignListException(listed.name(), found.log(), log);
      }
      if (found.state().sequence() != listed.sequence()) {
        throw new RegistryDamagedException(
            Messages.format(
                "a list of tenants has another's name: file=%s sequence=%d",
                listed.name(), found.state().sequence()),
            null);
      }
      return found.state();
    }
  }

  /**
   * Writes a state so that it is there whole or not at all, and deletes all but the two newest.
   *
   * @return sequence of the older of the two, from which on the log is needed; 0 while there is one
   */
  long write(RegistryState state, Map<Integer, Standing> standings) throws IOException {
    String name = Messages.format("tenants-%019d.tgr", state.sequence());
    List<String> present = files.list();
    if (present.contains(DRAFT)) {
      files.delete(DRAFT);
    }
    if (!present.contains(name)) {
      try (SegmentFile draft = files.create(DRAFT)) {
        draft.writeFully(RegistryFileLayout.encode(log, state, standings), 0);
        draft.syncWithMetadata();
      }
      isDirectorySynced = false;
      files.rename(DRAFT, name);
    }
    syncDirectory(); // also when the name was there: its sync may have failed, or not been reached
    List<Listed> all = listed();
    for (Listed old : all.subList(Math.min(KEPT_COUNT, all.size()), all.size())) {
      files.delete(old.name());
    }
    return all.size() < KEPT_COUNT ? 0 : all.get(KEPT_COUNT - 1).sequence();
  }

  private void syncDirectory() throws IOException {
    if (!isDirectorySynced) {
      files.syncDirectory();
      isDirectorySynced = true;
    }
  }

  /** Deletes files that were found damaged, so that they count no more. */
  void delete(Collection<String> names) throws IOException {
    for (String name : names) {
      files.delete(name);
    }
    if (!names.isEmpty()) {
      files.syncDirectory();
    }
  }
}
