package dev.thermograph.index.text.parse;

import dev.thermograph.index.text.query.TextQuery;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was understood of what a person typed. Immutable.
 *
 * @param query what to search for
 * @param notes what the person may want to know about it
 */
public record UserQuery(TextQuery query, Set<Note> notes) {

  /** Something about a query that explains its results. */
  public enum Note {
    /** There is nothing to look for. It matches nothing. */
    EMPTY,
    /** It says only what to leave out. It matches nothing. */
    ONLY_EXCLUSIONS,
    /** A quote has no partner and was passed over. */
    QUOTE_WITHOUT_END,
    /** It is too long; the end was left out. */
    CUT
  }

  /** Keeps its own copy of the notes. */
  public UserQuery {
    notes = notes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(notes));
  }
}
