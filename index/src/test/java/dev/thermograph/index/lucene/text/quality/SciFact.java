package dev.thermograph.index.lucene.text.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** SciFact in the form of BEIR; see LICENSE.md beside its files. */
public final class SciFact {

  public record Abstract(String id, String title, String text) {}

  public record Claim(String id, String text, Map<String, Integer> grades) {}

  private SciFact() {}

  public static List<Abstract> corpus() {
    JsonFactory json = new JsonFactory();
    List<Abstract> all = new ArrayList<>();
    for (String line : lines("corpus.jsonl.gz")) {
      Map<String, String> values = new HashMap<>();
      try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            values.put(parser.currentName(), parser.getString());
          }
        }
      }
      all.add(
          new Abstract(
              Objects.requireNonNull(values.get("_id")),
              Objects.requireNonNull(values.get("title")),
              Objects.requireNonNull(values.get("text"))));
    }
    return all;
  }

  public static List<Claim> claims() {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    for (String line : lines("qrels.test.txt.gz")) {
      String[] parts = line.split("\\s+", -1);
      grades
          .computeIfAbsent(parts[0], _ -> new HashMap<>())
          .put(parts[2], Integer.parseInt(parts[3]));
    }
    List<Claim> all = new ArrayList<>();
    for (String line : lines("queries.test.tsv.gz")) {
      String[] parts = line.split("\t", -1);
      all.add(new Claim(parts[0], parts[1], grades.getOrDefault(parts[0], Map.of())));
    }
    return all;
  }

  private static List<String> lines(String file) {
    InputStream packed = SciFact.class.getResourceAsStream("/scifact/" + file);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(packed)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
