package dev.thermograph.index.text;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a text index has. Immutable.
 *
 * <p>A query that names no field looks into all of them as if they were one text. With {@link
 * #open()} a value may have any path as its field: that is for kinds whose properties nobody
 * declared.
 *
 * @param fields the declared fields, 0..256
 * @param open how the values of other fields are indexed, or null when there may be none; its name
 *     is not used
 * @param bm25 how hits are scored that were found without naming a field
 */
public record TextSchema(List<TextField> fields, @Nullable TextField open, Bm25 bm25) {
  private static final int FIELDS_MAX = 256;

  /** Refuses two fields of one name and a schema without any. */
  public TextSchema {
    fields = List.copyOf(fields);
    requireRange("declared text fields", fields.size(), open == null ? 1 : 0, FIELDS_MAX);
    Set<String> names = new HashSet<>();
    for (TextField field : fields) {
      if (!names.add(field.name())) {
        throw new InvalidArgumentException("text field declared twice: field=" + field.name());
      }
    }
  }

  /** Exactly these fields. */
  public static TextSchema of(TextField... fields) {
    return new TextSchema(Arrays.asList(fields), null, Bm25.DEFAULT);
  }

  /** Any fields, all of them analyzed like this. */
  public static TextSchema open(TextAnalysis analysis) {
    return new TextSchema(
        List.of(), new TextField("*", List.of(analysis), Bm25.DEFAULT), Bm25.DEFAULT);
  }

  /** The same, and any other field, too, analyzed like this. */
  public TextSchema andOthers(TextAnalysis... analyses) {
    return new TextSchema(fields, new TextField("*", Arrays.asList(analyses), Bm25.DEFAULT), bm25);
  }

  /** The same, scored otherwise where no field is named. */
  public TextSchema scoredBy(Bm25 other) {
    return new TextSchema(fields, open, other);
  }

  /** The field of this name, declared or open. */
  public Optional<TextField> find(String name) {
    for (TextField field : fields) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.ofNullable(open)
        .map(other -> new TextField(name, other.analyses(), other.bm25()));
  }

  /** The field of this name, or a refusal that names those that there are. */
  public TextField require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InvalidArgumentException(
                    "unknown text field: field=" + name + " known=" + names()));
  }

  /** The analysis of a value; refuses a field or a language that is not declared. */
  public TextAnalysis analysisOf(TextValue value) {
    TextField field = require(value.field());
    if (value.language() == null) {
      return field.analyses().getFirst();
    }
    for (TextAnalysis analysis : field.analyses()) {
      if (analysis.language() == value.language()) {
        return analysis;
      }
    }
    throw new InvalidArgumentException(
        "text field has no such language: field="
            + (value.field() + " language=" + value.language()));
  }

  /** The analyses of all fields, each once. */
  public List<TextAnalysis> analyses() {
    Set<TextAnalysis> all = new LinkedHashSet<>();
    fields.forEach(field -> all.addAll(field.analyses()));
    if (open != null) {
      all.addAll(open.analyses());
    }
    return new ArrayList<>(all);
  }

  private List<String> names() {
    return fields.stream().map(TextField::name).toList();
  }
}
