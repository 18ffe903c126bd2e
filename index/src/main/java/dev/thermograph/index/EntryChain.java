package dev.thermograph.index;

import java.lang.foreign.MemorySegment;

/**
 * The retained values of one entity, oldest first. An entry is one vector from a sequence on, until
 * the next value or its removal. Entries do not overlap; between two there may be a time without a
 * value. Neighbouring entries with equal bytes and no time in between are taken as one.
 */
public interface EntryChain {
  /** {@link #to} of the value that still holds. */
  long OPEN = Long.MAX_VALUE;

  /** How many entries there are; 0 when the entity never had a value that is still retained. */
  int size();

  /** The first sequence that sees this entry, 1 or more. */
  long from(int entry);

  /** The first sequence that does not see it any more, or {@link #OPEN} (the last entry only). */
  long to(int entry);

  /** Where its vector is; read as {@link VectorRules#COMPONENT} from {@link #offset} on. */
  MemorySegment vector(int entry);

  /** The byte at which its vector begins in {@link #vector}. */
  long offset(int entry);
}
