package dev.thermograph.engine.internal.block;

/** What several tests start from. */
final class Blocks {
  private Blocks() {}

  /** Names key0, key1, and so on, under the ids 0, 1, and so on. */
  static KeyDictionary dictionary(int count) {
    KeyDictionary dictionary = new KeyDictionary();
    for (int id = 0; id < count; id++) {
      dictionary.findOrAdd("key" + id);
    }
    return dictionary;
  }
}
