package dev.thermograph.engine.internal.block;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.property.KeyDictionaryFullException;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.error.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's property names, numbered from 0 in the order of their first use. Names are only ever
 * added: an id that stands in a block means the same for ever.
 *
 * <p><em>Thread-safe:</em> any number of readers and of writers; only new names take a lock. A name
 * can be found by a reader once its id can be in a block, never later. Reading allocates nothing.
 *
 * <p>A name that was added for a commit which was then refused, or is still being collected, stays;
 * it has to travel with whichever commit comes next. So a log record carries {@link #namesFrom} the
 * {@link #loggedCount}, rather than what its own commit added. Whoever was given an id sees a count
 * above it: names gathered after the last block of a commit was written cover all its ids.
 */
public final class KeyDictionary {
  /** What {@link #find} says of a name that is not there. */
  public static final int ABSENT = -1;

  /** Names a tenant may use unless its dictionary was made with fewer. */
  public static final int KEY_COUNT_MAX = 1 << 20;

  /** Longest name in UTF-8. */
  public static final int NAME_BYTES_MAX = 4096;

  private static final int CAPACITY_MIN = 16;

  private final int keyCountMax;
  private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
  private final Object growth = new Object();

  /** Written before {@link #count}, read after it: below the count every name is there. */
  private volatile @Nullable String[] names = new @Nullable String[CAPACITY_MIN];

  private volatile int count;
  private volatile int loggedCount;

  /** An empty dictionary with the usual room. */
  public KeyDictionary() {
    this(KEY_COUNT_MAX);
  }

  /** An empty dictionary for at most {@code keyCountMax} names. */
  public KeyDictionary(int keyCountMax) {
    this.keyCountMax = keyCountMax;
  }

  /** Id of a name, or {@link #ABSENT}. */
  public int find(String name) {
    Integer id = ids.get(name);
    return id == null ? ABSENT : id;
  }

  /** Name of an id that stands in a block; damage is the only way to an unknown one. */
  public String requireName(int id) {
    int known = count;
    String name = id >= 0 && id < known ? names[id] : null;
    if (name == null) {
      throw new PropertyBlockDamagedException("key id is not in the dictionary", 0, id);
    }
    return name;
  }

  /** Names known; ids are below it. */
  public int count() {
    return count;
  }

  /** How many names the log has: those that {@link #apply} was told of. */
  public int loggedCount() {
    return loggedCount;
  }

  /** Id of a name, which is added if it is new. */
  public int findOrAdd(String name) {
    Integer id = ids.get(name);
    return id == null ? add(name) : id;
  }

  private int add(String name) {
    synchronized (growth) {
      Integer added = ids.get(name);
      if (added != null) {
        return added; // by another thread, since it was looked for
      }
      int known = count;
      if (known >= keyCountMax) {
        throw new KeyDictionaryFullException(name, known, keyCountMax);
      }
      int bytes = Utf8.encodedBytes(name);
      if (bytes > NAME_BYTES_MAX) {
        throw new PropertyRefusedException(
            Messages.format(
                "property name is too long: bytes=%d max=%d name starts with %s",
                bytes, NAME_BYTES_MAX, name.substring(0, 32)));
      }
      publish(name, known);
      return known;
    }
  }

  @GuardedBy("growth")
  private void publish(String name, int id) {
    @Nullable String[] grown = id < names.length ? names : Arrays.copyOf(names, 2 * names.length);
    grown[id] = name;
    names = grown;
    count = id + 1;
    ids.put(name, id);
  }

  /** The names with ids from {@code firstId} on, in order: what a log record has to carry. */
  public List<String> namesFrom(int firstId) {
    int end = count; // before the names: an array that is seen after it has them
    return Arrays.asList(names).subList(firstId, end).stream().map(String::valueOf).toList();
  }

  /**
   * Adds names that a log record carried. One thread at a time: the tenant's lane. Names that are
   * there already under the same ids are passed over, so that a record can be applied twice;
   * anything else is damage.
   */
  public void apply(int firstId, List<String> added) {
    int id = firstId;
    for (String name : added) {
      if (id > count || findOrAdd(name) != id) {
        throw new PropertyBlockDamagedException(
            "log record adds a key under another id: name=" + name + " known=" + find(name), 0, id);
      }
      id++;
    }
    loggedCount = Math.max(loggedCount, id);
  }
}
