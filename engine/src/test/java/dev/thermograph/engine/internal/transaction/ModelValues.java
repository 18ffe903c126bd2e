package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.schema.Kind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes random properties from few values, so that they meet, and a bad one now and then. */
final class ModelValues {
  private static final List<String> EMAILS = List.of("a@x", "A@x", "b@x", "B@X", "c@x");
  private static final int BAD_ONE_OF = 25;

  private final SplittableRandom random;

  ModelValues(SplittableRandom random) {
    this.random = random;
  }

  /** Properties that can be made a record of. */
  Map<String, @Nullable Object> nodeProperties(Kind<?> kind) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    switch (kind.name()) {
      case "Person" -> {
        map.put("uid", (long) random.nextInt(12));
        map.put("name", text());
        map.put("age", random.nextInt(BAD_ONE_OF) == 0 ? 151L : random.nextInt(100));
        map.computeIfPresent("age", (_, it) -> ((Number) it).longValue());
        if (random.nextInt(3) == 0) {
          map.put("email", EMAILS.get(random.nextInt(EMAILS.size())));
        }
      }
      case "Task" -> {
        map.put("title", text());
        if (random.nextBoolean()) {
          map.put("rank", (long) random.nextInt(1000));
        }
      }
      case "Folder" -> {
        map.put("path", "/" + random.nextInt(6));
        map.put("size", random.nextLong(1L << 30));
      }
      default -> putWidget(map);
    }
    return map;
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
    if (random.nextInt(4) == 0) {
      map.put("name" + random.nextInt(40), random.nextBoolean() ? null : text());
    }
  }

  Map<String, @Nullable Object> edgeProperties(Kind<?> kind) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    if (kind.name().equals("Knows")) {
      map.put("since", (long) random.nextInt(3000));
      if (random.nextBoolean()) {
        map.put("note", text());
      }
    } else if (kind.isOpen() && random.nextBoolean()) {
      map.put("weight", (long) random.nextInt(100));
    }
    return map;
  }

  /** Some properties of a node or an edge, and now and then one that may not be. */
  Map<String, @Nullable Object> changes(Kind<?> kind, Map<String, @Nullable Object> whole) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    whole.forEach(
        (name, value) -> {
          if (random.nextInt(3) == 0) {
            map.put(name, value);
          }
        });
    int dice = random.nextInt(BAD_ONE_OF);
    if (dice == 0) {
      map.put("nobodyKnows", 1L);
    } else if (dice == 1) {
      whole.keySet().stream().findFirst().ifPresent(name -> map.put(name, null));
    } else if (dice == 2 && kind.name().equals("Person")) {
      map.put("email", null);
    }
    return map;
  }

  private String text() {
    return "t".repeat(random.nextInt(1, 30)) + random.nextInt(50);
  }
}
