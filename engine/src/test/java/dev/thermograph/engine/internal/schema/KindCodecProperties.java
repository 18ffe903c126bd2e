package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NodeKind;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of codecs over generated records. */
final class KindCodecProperties {
  private static final NodeKind<Samples.Mixed> MIXED = NodeKind.of(Samples.Mixed.class);

  private final KeyDictionary dictionary = new KeyDictionary();
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  private static Arbitrary<Samples.Place> places() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMaxLength(5),
            Arbitraries.integers().injectNull(0.3),
            Arbitraries.strings().alpha().injectNull(0.3).list().ofMaxSize(4))
        .as(Samples.Place::new);
  }

  @Provide
  Arbitrary<Samples.Mixed> mixed() {
    Arbitrary<String> texts = Arbitraries.strings().ascii().ofMaxLength(8);
    Arbitrary<Samples.Level> levels = Arbitraries.of(Samples.Level.class);
    Arbitrary<Map<String, Map<String, Samples.Level>>> maps =
        Arbitraries.maps(texts, Arbitraries.maps(texts, levels).ofMaxSize(3)).ofMaxSize(3);
    Arbitrary<PropertyValue> rest =
        Arbitraries.oneOf(
            Arbitraries.longs().map(PropertyValue.Int::new),
            texts.map(PropertyValue.Text::new),
            places().map(JavaValues::of));
    return Combinators.combine(
            texts,
            texts.injectNull(0.5),
            levels,
            Arbitraries.bigIntegers(),
            Arbitraries.bigDecimals(),
            places(),
            places().list().ofMaxSize(3),
            Combinators.combine(maps, rest).as(Map::entry))
        .as(
            (name, nick, level, big, exact, home, places, others) ->
                new Samples.Mixed(
                    name,
                    nick,
                    level,
                    big,
                    exact,
                    new UUID(big.longValue(), exact.longValue()),
                    new ExternalRef("t", name),
                    home,
                    places,
                    others.getKey(),
                    others.getValue()));
  }

  @Property
  void recordComesBackFromItsBlock(@ForAll("mixed") Samples.Mixed record) {
    KindCodec<Samples.Mixed> codec = KindCodec.of(MIXED, dictionary);
    codec.write(record, writer);
    byte[] block = writer.toByteArray();

    PropertyBlockReader reader = new PropertyBlockReader().wrap(MemorySegment.ofArray(block), 0);
    assertThat(codec.read(reader)).isEqualTo(record);

    codec.writeTree(JavaValues.ofRecord(record), writer);
    assertThat(writer.toByteArray()).isEqualTo(block);
  }

  @Property
  void changedBlockIsTheOneOfTheChangedRecord(
      @ForAll("mixed") Samples.Mixed before, @ForAll("mixed") Samples.Mixed after) {
    KindCodec<Samples.Mixed> codec = KindCodec.of(MIXED, dictionary);
    codec.write(before, writer);
    MemorySegment block = MemorySegment.ofArray(writer.toByteArray());
    Map<String, Object> changes = new HashMap<>();
    JavaValues.ofRecord(after).fields().forEach(changes::put);
    changes.putIfAbsent("nick", new PropertyValue.Null());

    codec.writeChanged(block, 0, changes, writer);
    byte[] changed = writer.toByteArray();

    codec.write(after, writer);
    assertThat(changed).isEqualTo(writer.toByteArray());
  }
}
