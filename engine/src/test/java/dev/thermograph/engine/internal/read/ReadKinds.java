package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.UniqueRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Kinds with every sort of key, rule and property that reading treats in its own way. */
final class ReadKinds {
  private ReadKinds() {}

  enum Level {
    LOW,
    HIGH
  }

  record Person(long uid, String name, @Nullable Integer age, Level level, double score) {}

  record Place(String code, String country, String zip) {}

  record Device(UUID serial, @Nullable Instant seen, boolean isOn, Level level) {}

  record Knows(int since, @Nullable String note) {}

  record Rated(@Nullable Double stars) {}

  static final NodeKind<Person> PERSON =
      NodeKind.of(Person.class).key(Person::uid).uniqueIgnoringCase(Person::name).build();

  static final NodeKind<Place> PLACE =
      NodeKind.of(Place.class)
          .key(Place::code)
          .unique("address", Place::country, Place::zip)
          .build();

  static final NodeKind<Device> DEVICE =
      NodeKind.of(Device.class).key(Device::serial).unique(Device::seen).build();

  static final NodeKind<PropertyValue.MapOf> THING =
      NodeKind.open("Thing").unique(new UniqueRule("tag", List.of("tag"), false));

  static final EdgeKind<Knows> KNOWS = EdgeKind.of(Knows.class).from(PERSON).to(PERSON).build();

  static final EdgeKind<NoProperties> LIVES_IN =
      EdgeKind.of("LivesIn").from(PERSON).to(PLACE).build();

  static final EdgeKind<Rated> RATED =
      EdgeKind.of(Rated.class).property(Rated::stars, rule -> rule.defaultValue(3.0)).build();

  static final EdgeKind<PropertyValue.MapOf> REL = EdgeKind.open("Rel");

  /** In no tenant's schema. */
  static final NodeKind<Place> STRANGER = NodeKind.of(Place.class).name("Stranger").build();

  static final Schema SCHEMA = Schema.of(PERSON, PLACE, DEVICE, THING, KNOWS, LIVES_IN, RATED, REL);
}
