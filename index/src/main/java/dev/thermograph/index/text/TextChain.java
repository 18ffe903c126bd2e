package dev.thermograph.index.text;

import java.util.List;

/**
 * The retained texts of one entity, oldest first. An entry is all its texts from a sequence on,
 * until any of them changes or all are gone. Entries do not overlap; between two there may be a
 * time without texts.
 */
public interface TextChain {
  /** {@link #to} of the entry that still holds. */
  long OPEN = Long.MAX_VALUE;

  /** How many entries there are; 0 when the entity never had a text that is still retained. */
  int size();

  /** The first sequence that sees this entry, 1 or more. */
  long from(int entry);

  /** The first sequence that does not see it any more, or {@link #OPEN} (the last entry only). */
  long to(int entry);

  /** Its texts, in the order in which {@link TextIndex#put} would have them. */
  List<TextValue> texts(int entry);
}
