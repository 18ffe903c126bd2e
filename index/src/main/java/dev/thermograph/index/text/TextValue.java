package dev.thermograph.index.text;

import org.jspecify.annotations.Nullable;

/**
 * One text of one entity. A field may have several, for the elements of a list; a phrase never
 * reaches from one into the next.
 *
 * @param field the field's name
 * @param text what it says; may be empty
 * @param language the language of this text, one of the field's, or null for the field's first
 */
public record TextValue(String field, String text, @Nullable TextLanguage language) {

  /** A text in the field's first language. */
  public static TextValue of(String field, String text) {
    return new TextValue(field, text, null);
  }
}
