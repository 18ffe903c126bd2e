package dev.thermograph.index.text.parse;

import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what people type. Never refuses a text, whatever is in it: what makes no sense as an
 * operator is a word.
 *
 * <ul>
 *   <li>{@code words like these}: any of them, or all, by the options
 *   <li>{@code wi-fi}: where any word will do, any part of it will, best all side by side; else it
 *       must stand there as it is
 *   <li>{@code "words in a row"}
 *   <li>{@code +must}, {@code -not}: also before a phrase and before a field
 *   <li>{@code begin*}: words that begin so, with two letters at least
 *   <li>{@code title:word}, {@code title:"two words"}: for the fields that the options know
 *   <li>{@code this OR that}: one of the two is enough where all words are asked for, or one of
 *       them has a {@code +}
 * </ul>
 *
 * <p>Cost: O(length). Single-threaded.
 */
public final class UserQueryParser {
  private final UserWords words;
  private final UserQueryOptions options;
  private final Set<UserQuery.Note> notes = EnumSet.noneOf(UserQuery.Note.class);
  private final List<TextQuery> required = new ArrayList<>();
  private final List<TextQuery> optional = new ArrayList<>();
  private final List<TextQuery> excluded = new ArrayList<>();

  private UserQueryParser(String text, UserQueryOptions options) {
    this.words = new UserWords(text, options, notes);
    this.options = options;
  }

  /** What was meant by a text, with {@link UserQueryOptions#DEFAULT}. */
  public static UserQuery parse(String text) {
    return parse(text, UserQueryOptions.DEFAULT);
  }

  /** What was meant by a text. */
  public static UserQuery parse(String text, UserQueryOptions options) {
    UserQueryParser parser = new UserQueryParser(text, options);
    parser.readGroups();
    TextQuery query = parser.query();
    return new UserQuery(query, parser.notes);
  }

  /** A group is one clause, or several with OR between them. */
  private void readGroups() {
    List<UserWords.Clause> group = new ArrayList<>();
    boolean joins = false;
    for (UserWords.Clause clause = words.next(); clause != null; clause = words.next()) {
      if (clause.isOr()) {
        joins = !group.isEmpty();
        continue;
      }
      if (!joins) {
        addGroup(group);
        group = new ArrayList<>();
      }
      group.add(clause);
      joins = false;
    }
    addGroup(group);
  }

  private void addGroup(List<UserWords.Clause> group) {
    List<TextQuery> wanted = new ArrayList<>();
    boolean must = options.allWords();
    for (UserWords.Clause clause : group) {
      (clause.sign() == UserWords.Sign.EXCLUDED ? excluded : wanted).add(clause.query());
      must |= clause.sign() == UserWords.Sign.REQUIRED;
    }
    if (!wanted.isEmpty()) {
      (must ? required : optional).add(TextQuery.anyOf(wanted));
    }
  }

  private TextQuery query() {
    if (required.isEmpty() && optional.isEmpty()) {
      notes.add(excluded.isEmpty() ? UserQuery.Note.EMPTY : UserQuery.Note.ONLY_EXCLUSIONS);
      return TextQuery.nothing();
    }
    TextQuery wanted = wanted();
    if (excluded.isEmpty()) {
      return wanted;
    }
    return wanted.without(TextQuery.anyOf(excluded));
  }

  private TextQuery wanted() {
    if (required.isEmpty()) {
      return TextQuery.anyOf(optional);
    }
    TextQuery must = TextQuery.allOf(required);
    return optional.isEmpty() ? must : must.preferring(TextQuery.anyOf(optional));
  }
}
