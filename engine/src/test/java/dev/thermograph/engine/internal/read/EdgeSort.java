package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A kind of edges and how to make one at random. */
record EdgeSort<E>(EdgeKind<E> kind, Function<SplittableRandom, E> make) {
  static final EdgeSort<ReadKinds.Knows> KNOWS =
      new EdgeSort<>(
          ReadKinds.KNOWS,
          random ->
              new ReadKinds.Knows(
                  random.nextInt(), random.nextBoolean() ? null : "note" + random.nextInt(100)));

  static final EdgeSort<NoProperties> LIVES_IN =
      new EdgeSort<>(ReadKinds.LIVES_IN, _ -> NoProperties.NONE);

  static final EdgeSort<ReadKinds.Rated> RATED =
      new EdgeSort<>(ReadKinds.RATED, random -> new ReadKinds.Rated(random.nextDouble()));

  static final EdgeSort<PropertyValue.MapOf> REL = new EdgeSort<>(ReadKinds.REL, EdgeSort::rel);

  static final List<EdgeSort<?>> ALL = List.of(KNOWS, LIVES_IN, RATED, REL);

  private static PropertyValue.MapOf rel(SplittableRandom random) {
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      fields.put("name" + random.nextInt(4), new PropertyValue.Int(random.nextLong()));
    }
    return new PropertyValue.MapOf(fields);
  }
}
