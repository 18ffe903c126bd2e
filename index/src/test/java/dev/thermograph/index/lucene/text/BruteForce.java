package dev.thermograph.index.lucene.text;

import dev.thermograph.index.lucene.text.internal.analysis.Analyzers;
import dev.thermograph.index.text.Bm25;
import dev.thermograph.index.text.TextAnalysis;
import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.query.TextQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * What a query finds among the texts of one instant, computed from the definitions: no inverted
 * index, no skipping, no rounding of lengths. Shares nothing with the index but the analyzers.
 * Knows no phrases with slop.
 */
final class BruteForce {
  private static final String ALL = "*";
  private static final double[] WEIGHTS = {1, 0.5, 0.25};

  private final TextSchema schema;
  private final Map<Integer, Map<String, List<List<Token>>>> entries = new TreeMap<>();

  record Token(String word, int position) {}

  record Hit(int entity, double score) {}

  /** A part of a query; null stands for one that says nothing. */
  private interface Part {
    OptionalDouble score(int entity);
  }

  BruteForce(TextSchema schema, Map<Integer, List<TextValue>> visible) {
    this.schema = schema;
    visible.forEach(
        (entity, texts) -> {
          Map<String, List<List<Token>>> fields = new HashMap<>();
          for (TextValue text : texts) {
            List<Token> tokens = tokens(schema.analysisOf(text), text.text());
            fields.computeIfAbsent(text.field(), _ -> new ArrayList<>()).add(tokens);
            fields.computeIfAbsent(ALL, _ -> new ArrayList<>()).add(tokens);
          }
          entries.put(entity, fields);
        });
  }

  List<Hit> find(TextQuery query) {
    List<Hit> hits = new ArrayList<>();
    Part part = part(query, null);
    if (part != null) {
      for (int entity : entries.keySet()) {
        part.score(entity).ifPresent(score -> hits.add(new Hit(entity, score)));
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::entity));
    return hits;
  }

  private @Nullable Part part(TextQuery query, @Nullable String field) {
    return switch (query) {
      case TextQuery.MatchAll _ -> entity -> one(field == null || has(entity, field));
      case TextQuery.Term(var text) -> inPlace(text, field);
      case TextQuery.Phrase(var text, _) -> inPlace(text, field);
      case TextQuery.Tolerant(var text) -> tolerant(text, field);
      case TextQuery.Fuzzy(var text, var edits, var prefix) -> fuzzy(text, field, edits, prefix);
      case TextQuery.Prefix(var text) -> prefix(text, field);
      case TextQuery.Wildcard(var pattern) -> wildcard(pattern, field);
      case TextQuery.And(var clauses) -> and(clauses, field);
      case TextQuery.Or(var clauses) -> or(clauses, field);
      case TextQuery.Not not -> and(List.of(not), field);
      case TextQuery.Prefer(var required, var preferred) ->
          prefer(part(required, field), part(preferred, field));
      case TextQuery.Scoped(var name, var clause) -> part(clause, name);
      case TextQuery.Boosted(var clause, var factor) -> {
        Part inner = part(clause, field);
        yield inner == null ? null : entity -> times(inner.score(entity), factor);
      }
    };
  }

  private static OptionalDouble times(OptionalDouble score, double factor) {
    return score.isEmpty() ? score : OptionalDouble.of(score.getAsDouble() * factor);
  }

  private static OptionalDouble one(boolean match) {
    return match ? OptionalDouble.of(1) : OptionalDouble.empty();
  }

  private @Nullable Part and(List<TextQuery> clauses, @Nullable String field) {
    List<Part> wanted = new ArrayList<>();
    List<Part> excluded = new ArrayList<>();
    for (TextQuery clause : clauses) {
      boolean not = clause instanceof TextQuery.Not;
      Part part = part(clause instanceof TextQuery.Not(var out) ? out : clause, field);
      if (part != null) {
        (not ? excluded : wanted).add(part);
      }
    }
    if (wanted.isEmpty() && excluded.isEmpty()) {
      return null;
    }
    return entity -> {
      double sum = wanted.isEmpty() ? 1 : 0;
      for (Part part : wanted) {
        OptionalDouble score = part.score(entity);
        if (score.isEmpty()) {
          return score;
        }
        sum += score.getAsDouble();
      }
      boolean out = excluded.stream().anyMatch(part -> part.score(entity).isPresent());
      return out ? OptionalDouble.empty() : OptionalDouble.of(sum);
    };
  }

  private @Nullable Part or(List<TextQuery> clauses, @Nullable String field) {
    List<Part> parts = new ArrayList<>();
    for (TextQuery clause : clauses) {
      Part part = part(clause, field);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : entity -> sum(parts, entity);
  }

  private static OptionalDouble sum(List<Part> parts, int entity) {
    OptionalDouble sum = OptionalDouble.empty();
    for (Part part : parts) {
      OptionalDouble score = part.score(entity);
      if (score.isPresent()) {
        sum = OptionalDouble.of(sum.orElse(0) + score.getAsDouble());
      }
    }
    return sum;
  }

  private static @Nullable Part prefer(@Nullable Part required, @Nullable Part preferred) {
    if (required == null || preferred == null) {
      return required == null ? preferred : required;
    }
    return entity ->
        required.score(entity).isEmpty()
            ? OptionalDouble.empty()
            : sum(List.of(required, preferred), entity);
  }

  private List<TextAnalysis> analyses(@Nullable String field) {
    return field == null ? schema.analyses() : schema.require(field).analyses();
  }

  private @Nullable Part inPlace(String text, @Nullable String field) {
    return best(
        analyses(field).stream()
            .map(analysis -> tokens(analysis, text))
            .filter(tokens -> !tokens.isEmpty())
            .distinct()
            .map(tokens -> phrase(tokens, field))
            .toList());
  }

  private static @Nullable Part best(List<Part> ways) {
    return ways.isEmpty()
        ? null
        : entity ->
            OptionalDouble.of(
                    ways.stream()
                        .mapToDouble(way -> way.score(entity).orElse(-1))
                        .max()
                        .getAsDouble())
                .stream()
                .filter(score -> score >= 0)
                .findFirst();
  }

  private Part phrase(List<Token> phrase, @Nullable String field) {
    double idf = 0;
    for (Token token : phrase) {
      idf += idf(entriesWith(token.word(), field), field);
    }
    double weight = idf;
    return entity -> bm25(weight, occurrences(entity, field, phrase), entity, field);
  }

  /** How often the tokens stand in an entry with the same distances. */
  private double occurrences(int entity, @Nullable String field, List<Token> phrase) {
    int count = 0;
    for (List<Token> value : values(entity, field)) {
      for (Token start : value) {
        int shift = start.position() - phrase.getFirst().position();
        boolean all =
            phrase.stream()
                .allMatch(
                    token -> value.contains(new Token(token.word(), token.position() + shift)));
        count += all ? 1 : 0;
      }
    }
    return count;
  }

  private OptionalDouble bm25(double weight, double count, int entity, @Nullable String field) {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    Bm25 numbers =
        field == null
            ? (schema.fields().size() == 1 && schema.open() == null
                ? schema.fields().getFirst().bm25()
                : schema.bm25())
            : schema.find(field).map(TextField::bm25).orElseThrow();
    long words = 0;
    long documents = 0;
    for (int other : entries.keySet()) {
      int length = length(other, field);
      words += length;
      documents += length > 0 ? 1 : 0;
    }
    double average = (double) words / documents;
    double norm = numbers.k1() * (1 - numbers.b() + numbers.b() * length(entity, field) / average);
    return OptionalDouble.of(weight * count / (count + norm));
  }

  private int length(int entity, @Nullable String field) {
    return values(entity, field).stream().mapToInt(Collection::size).sum();
  }

  private double idf(long having, @Nullable String field) {
    long documents = entries.keySet().stream().filter(entity -> length(entity, field) > 0).count();
    return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
  }

  private long entriesWith(String word, @Nullable String field) {
    return entries.keySet().stream().filter(entity -> count(entity, field, word) > 0).count();
  }

  private long count(int entity, @Nullable String field, String word) {
    return values(entity, field).stream()
        .flatMap(Collection::stream)
        .filter(token -> token.word().equals(word))
        .count();
  }

  private List<List<Token>> values(int entity, @Nullable String field) {
    return fields(entity).getOrDefault(field == null ? ALL : field, List.of());
  }

  private Map<String, List<List<Token>>> fields(int entity) {
    return entries.getOrDefault(entity, Map.of());
  }

  private boolean has(int entity, String field) {
    return fields(entity).containsKey(field);
  }

  private @Nullable Part tolerant(String text, @Nullable String field) {
    int letters = text.codePointCount(0, text.length());
    boolean known = letters < 5;
    for (TextAnalysis analysis : analyses(field)) {
      List<Token> tokens = tokens(analysis, text);
      known |= tokens.size() != 1 || entriesWith(tokens.getFirst().word(), field) > 0;
    }
    return known ? inPlace(text, field) : fuzzy(text, field, letters < 9 ? 1 : 2, 1);
  }

  private @Nullable Part fuzzy(String text, @Nullable String field, int maxEdits, int prefix) {
    List<Part> ways = new ArrayList<>();
    for (TextAnalysis analysis : analyses(field)) {
      List<Token> tokens = tokens(analysis, text);
      if (tokens.size() == 1) {
        ways.add(near(tokens.getFirst().word(), field, maxEdits, prefix));
      } else if (!tokens.isEmpty()) {
        ways.add(phrase(tokens, field));
      }
    }
    return best(ways);
  }

  private Part near(String word, @Nullable String field, int maxEdits, int prefix) {
    Map<String, Integer> edits = new HashMap<>();
    String start = word.substring(0, Math.min(prefix, word.length()));
    for (int entity : entries.keySet()) {
      for (List<Token> value : values(entity, field)) {
        for (Token token : value) {
          int distance = EditDistance.of(word, token.word());
          if (token.word().startsWith(start) && distance <= maxEdits) {
            edits.put(token.word(), distance);
          }
        }
      }
    }
    long having =
        edits.keySet().stream().mapToLong(near -> entriesWith(near, field)).max().orElse(0);
    double weight = idf(having, field);
    return entity -> {
      double count = 0;
      for (Map.Entry<String, Integer> near : edits.entrySet()) {
        count += WEIGHTS[near.getValue()] * count(entity, field, near.getKey());
      }
      return bm25(weight, count, entity, field);
    };
  }

  private @Nullable Part prefix(String text, @Nullable String field) {
    return entity ->
        one(
            analyses(field).stream()
                .anyMatch(
                    analysis -> {
                      List<Token> stems = tokens(analysis, text);
                      String stem = stems.size() == 1 ? stems.getFirst().word() : "";
                      String start = text.toLowerCase(Locale.ROOT);
                      return anyWord(
                          entity, field, word -> word.startsWith(start) || word.equals(stem));
                    }));
  }

  private @Nullable Part wildcard(String pattern, @Nullable String field) {
    Pattern regex =
        Pattern.compile(pattern.toLowerCase(Locale.ROOT).replace("*", ".*").replace("?", "."));
    return entity -> one(anyWord(entity, field, word -> regex.matcher(word).matches()));
  }

  private boolean anyWord(int entity, @Nullable String field, Predicate<String> accepts) {
    return values(entity, field).stream()
        .flatMap(Collection::stream)
        .anyMatch(token -> accepts.test(token.word()));
  }

  private static List<Token> tokens(TextAnalysis analysis, String text) {
    List<Token> all = new ArrayList<>();
    try (TokenStream tokens = Analyzers.of(analysis).tokenStream("model", text)) {
      var word = tokens.addAttribute(CharTermAttribute.class);
      var step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      int position = -1;
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        all.add(new Token(word.toString(), position));
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return all;
  }
}
