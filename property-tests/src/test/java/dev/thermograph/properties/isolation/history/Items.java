package dev.thermograph.properties.isolation.history;

/** Lists and registers as one kind of numbers. */
public final class Items {
  private Items() {}

  /** Number of a list. */
  public static int list(int key) {
    return key << 1;
  }

  /** Number of a register. */
  public static int register(int key) {
    return (key << 1) | 1;
  }

  /** Whether it is a list's number. */
  public static boolean isList(int item) {
    return (item & 1) == 0;
  }

  /** In words. */
  public static String name(int item) {
    return (isList(item) ? "list " : "register ") + (item >> 1);
  }
}
