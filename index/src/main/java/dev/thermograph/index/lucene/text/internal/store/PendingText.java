package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.text.TextValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that is in no segment yet: an entry, or the end of one. Thread-safe. */
public final class PendingText {
  private final int entity;
  private final long from;
  private final @Nullable List<TextValue> texts;
  private volatile boolean struck;

  PendingText(int entity, long from, @Nullable List<TextValue> texts) {
    this.entity = entity;
    this.from = from;
    this.texts = texts;
  }

  int entity() {
    return entity;
  }

  long from() {
    return from;
  }

  /** The entry's texts, or null for a removal: no segment holds those. */
  @Nullable List<TextValue> texts() {
    return texts;
  }

  /** It was replaced at the same sequence and is no entry any more. */
  public void strike() {
    struck = true;
  }

  boolean isStruck() {
    return struck;
  }
}
