package dev.thermograph.properties.engine;

import dev.thermograph.engine.schema.Kind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes properties of few values, so that they meet, and a bad one now and then. */
final class RandomValues {
  private static final List<String> EMAILS = List.of("a@x", "A@x", "b@x", "B@X", "c@x");
  private static final int BAD_ONE_OF = 25;

  private final SplittableRandom random;

  RandomValues(SplittableRandom random) {
    this.random = random;
  }

  /** All that is required, and some of the rest. */
  Map<String, @Nullable Object> of(Kind<?> kind) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    switch (kind.name()) {
      case "Person" -> putPerson(kind, map);
      case "Task" -> {
        map.put("title", text());
        putSometimes(map, "rank", (long) random.nextInt(1_000));
      }
      case "Folder" -> {
        map.put("path", "/" + random.nextInt(6));
        map.put("size", (long) random.nextInt(1 << 30));
      }
      case "City" -> map.put("name", "city-" + random.nextInt(4));
      case "Knows" -> {
        map.put("since", (long) random.nextInt(3_000));
        putSometimes(map, "note", text());
      }
      case "Widget" -> putWidget(map);
      case "Holds" -> putSometimes(map, "weight", json(2));
      default -> {}
    }
    return map;
  }

  private void putPerson(Kind<?> kind, Map<String, @Nullable Object> map) {
    map.put("uid", (long) random.nextInt(12));
    map.put("name", text());
    map.put("age", (long) (random.nextInt(BAD_ONE_OF) == 0 ? 151 : random.nextInt(100)));
    if (random.nextInt(3) == 0) {
      map.put("email", EMAILS.get(random.nextInt(EMAILS.size())));
    }
    if (kind.findProperty("nick").isPresent()) {
      putSometimes(map, "nick", text());
    }
  }

  private void putWidget(Map<String, @Nullable Object> map) {
    if (random.nextBoolean()) {
      map.put("sku", random.nextBoolean() ? (Object) (long) random.nextInt(4) : text());
    }
    for (String name : List.of("a", "b")) {
      if (random.nextInt(3) > 0) {
        map.put(name, List.of("x", "X", "y").get(random.nextInt(3)));
      }
    }
    putSometimes(map, "name" + random.nextInt(40), json(3));
  }

  private @Nullable Object json(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextDouble();
      case 2 -> random.nextBoolean();
      case 3 -> "\u00e4\ud83d\ude00" + text();
      case 4 -> null;
      case 5 -> List.of(random.nextInt(9) + 0L, text());
      default -> {
        Map<String, @Nullable Object> map = new TreeMap<>();
        map.put("in", json(depth - 1));
        yield map;
      }
    };
  }

  private void putSometimes(
      Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (random.nextInt(3) == 0) {
      map.put(name, value);
    }
  }

  /** Some properties of an element, and now and then one that may not be. */
  Map<String, @Nullable Object> changes(Kind<?> kind) {
    Map<String, @Nullable Object> whole = of(kind);
    Map<String, @Nullable Object> map = new TreeMap<>(whole);
    map.keySet().removeIf(_ -> random.nextInt(3) > 0);
    switch (random.nextInt(BAD_ONE_OF)) {
      case 0 -> map.put("nobodyKnows", 1L);
      case 1 -> whole.keySet().stream().findFirst().ifPresent(name -> map.put(name, null));
      case 2 -> {
        if (kind.name().equals("Person")) {
          map.put("email", null);
        }
      }
      default -> {}
    }
    return map;
  }

  private String text() {
    return "t".repeat(random.nextInt(1, 30)) + random.nextInt(50);
  }
}
