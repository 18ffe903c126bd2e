package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.WrongPropertyTypeException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PropertyBlockReaderTest {
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  private PropertyBlockReader finished() {
    writer.finish();
    MemorySegment block = MemorySegment.ofArray(writer.toByteArray());
    PropertyBlockValidator.validate(block);
    return new PropertyBlockReader().wrap(block, 0);
  }

  @Test
  void keysAreFoundAtEveryCountAndWidth() {
    for (int step : new int[] {1, 3, 200, 1 << 20}) {
      for (int count : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 63, 64, 65, 200}) {
        writer.begin();
        for (int number = count - 1; number >= 0; number--) {
          writer.key(1 + number * step).putLong(number);
        }
        PropertyBlockReader reader = finished();
        for (int number = 0; number < count; number++) {
          assertThat(reader.longAt(reader.findKey(1 + number * step))).isEqualTo(number);
          assertThat(reader.findKey(1 + number * step, number)).isEqualTo(number);
          assertThat(reader.findKey(1 + number * step, number - 1)).isEqualTo(number);
          assertThat(reader.findKey(1 + number * step, count)).isEqualTo(number);
        }
        assertThat(reader.findKey(0)).isEqualTo(PropertyBlockReader.ABSENT);
        assertThat(reader.findKey(-1)).isEqualTo(PropertyBlockReader.ABSENT);
        assertThat(reader.findKey(1 + count * step)).isEqualTo(PropertyBlockReader.ABSENT);
      }
    }
  }

  @Test
  void textsAreComparedByCodePointsWithoutDecoding() {
    writer.begin();
    writer.key(1).putText("a longer text, é");
    PropertyBlockReader reader = finished();

    assertThat(reader.textEquals(0, utf8("a longer text, é"))).isTrue();
    assertThat(reader.textEquals(0, utf8("a longer text, e"))).isFalse();
    assertThat(reader.textEquals(0, utf8("a"))).isFalse();
    assertThat(reader.compareText(0, utf8("a longer text, é"))).isZero();
    assertThat(reader.compareText(0, utf8("a longer text"))).isPositive();
    assertThat(reader.compareText(0, utf8("a longer text, z"))).isPositive();
    assertThat(reader.compareText(0, utf8("b"))).isNegative();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anotherTypeThanTheStoredOneIsRefused() {
    writer.begin();
    writer.key(1).putLong(1);
    PropertyBlockReader reader = finished();

    assertThatThrownBy(() -> reader.textAt(0))
        .isInstanceOf(WrongPropertyTypeException.class)
        .hasMessageContaining("wanted=TEXT found=INT index=0");
    assertThatThrownBy(() -> reader.enter(0, reader))
        .isInstanceOf(WrongPropertyTypeException.class);
  }

  @Test
  void nullIsThereAndAbsentIsNot() {
    writer.begin();
    writer.key(1).putNull();
    PropertyBlockReader reader = finished();

    assertThat(reader.isNullAt(reader.findKey(1))).isTrue();
    assertThat(reader.findKey(2)).isEqualTo(PropertyBlockReader.ABSENT);
  }

  @Test
  void largestValueFitsAndOneByteMoreIsRefused() {
    writer.begin();
    writer.key(1).putBytes(new byte[PropertyBlockLayout.VALUE_BYTES_MAX]);
    assertThat(finished().lengthAt(0)).isEqualTo(PropertyBlockLayout.VALUE_BYTES_MAX);

    writer.begin().key(1);
    assertThatThrownBy(() -> writer.putBytes(new byte[PropertyBlockLayout.VALUE_BYTES_MAX + 1]))
        .isInstanceOf(PropertyRefusedException.class);

    writer.begin().key(1).putLong(1);
    assertThat(finished().longAt(0)).isEqualTo(1);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThatThrownBy(() -> writer.begin().key(1).putText("half \uDC00"))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessageContaining("char=dc00 index=5");
    BigInteger large = BigInteger.ONE.shiftLeft(Byte.SIZE * PropertyBlockLayout.NUMBER_BYTES_MAX);
    assertThatThrownBy(() -> writer.begin().key(1).putBigInteger(large))
        .isInstanceOf(PropertyRefusedException.class);
    writer.begin().key(2).putNull();
    writer.key(1).putNull();
    writer.key(2).putNull();
    assertThatThrownBy(writer::finish)
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessageContaining("keyId=2");
  }

  @Test
  void nestingIsBounded() {
    writer.begin();
    for (int depth = 1; depth < PropertyBlockLayout.NESTING_DEPTH_MAX; depth++) {
      writer.key(1).beginMap();
    }
    writer.key(1);
    assertThatThrownBy(writer::beginMap).isInstanceOf(PropertyRefusedException.class);
  }
}
