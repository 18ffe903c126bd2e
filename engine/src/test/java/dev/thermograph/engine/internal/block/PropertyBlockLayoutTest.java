package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.PropertyBlockDamagedException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PropertyBlockLayoutTest {
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  private String hex() {
    writer.finish();
    return HexFormat.of().formatHex(writer.toByteArray());
  }

  @Test
  void emptyBlockIsThreeBytes() {
    writer.begin();

    assertThat(hex()).isEqualTo("01" + "04" + "00");
  }

  @Test
  void fieldsStandWhereTheBitRulerSaysSo() {
    writer.begin();
    writer.key(9).putText("hé");
    writer.key(7).putLong(-300);
    writer.key(8).putBoolean(true);

    String ids = "070809";
    String types = "030205";
    String ends = "020205";
    assertThat(hex()).isEqualTo("01" + "04" + "03" + ids + types + ends + "d4fe" + "68c3a9");
  }

  @Test
  void widthsGrowWithTheBlock() {
    writer.begin();
    writer.key(0x1_0000).putBytes(new byte[0x100]);

    assertThat(hex()).startsWith("01" + "0d" + "0100" + "00000100" + "08" + "0001" + "00");
  }

  @Test
  void listHasNoKeys() {
    writer.begin();
    writer.key(0).beginList();
    writer.putNull();
    writer.putLong(5);
    writer.end();

    String list = "00" + "02" + "0003" + "0001" + "05";
    assertThat(hex()).isEqualTo("01" + "04" + "01" + "00" + "15" + "07" + list);
  }

  @Test
  void integersAreAsShortAsTheyCanBe() {
    assertThat(PropertyBlockLayout.integerBytes(0)).isEqualTo(1);
    assertThat(PropertyBlockLayout.integerBytes(-128)).isEqualTo(1);
    assertThat(PropertyBlockLayout.integerBytes(128)).isEqualTo(2);
    assertThat(PropertyBlockLayout.integerBytes(Long.MIN_VALUE)).isEqualTo(8);
  }

  @Test
  void everyChangeOfOneByteIsRefusedOrReadsSafely() {
    byte[] block = blockOfEveryShape();
    for (int at = 0; at < block.length; at++) {
      for (int change = 1; change <= 0xff; change++) {
        byte[] damaged = block.clone();
        damaged[at] ^= (byte) change;
        readIfValid(damaged);
      }
    }
  }

  @Test
  void everyCutIsRefused() {
    byte[] block = blockOfEveryShape();
    for (int length = 0; length < block.length; length++) {
      MemorySegment cut = MemorySegment.ofArray(Arrays.copyOf(block, length));
      assertThatThrownBy(() -> PropertyBlockValidator.validate(cut))
          .as("length=%d", length)
          .isInstanceOf(PropertyBlockDamagedException.class);
    }
  }

  private static void readIfValid(byte[] bytes) {
    try {
      PropertyBlockValidator.validate(MemorySegment.ofArray(bytes));
    } catch (PropertyBlockDamagedException e) {
      return;
    }
    try {
      new PropertyTrees(Blocks.dictionary(20))
          .readMap(new PropertyBlockReader().wrap(MemorySegment.ofArray(bytes), 0));
    } catch (PropertyBlockDamagedException e) {
      assertThat(e).hasMessageContaining("dictionary");
    }
  }

  private byte[] blockOfEveryShape() {
    KeyDictionary dictionary = Blocks.dictionary(20);
    String json =
        """
        {"key1": 7, "key2": -123456789012, "key3": 0.5, "key4": "héllo", "key5": true,
         "key6": {"$decimal": "1.50"}, "key7": {"$date": "2026-01-01"},
         "key8": {"$instant": "2026-01-01T10:00:00.5Z"},
         "key9": {"$zonedDateTime": "2026-01-01T10:00:00+01:00[Europe/Paris]"},
         "key10": {"$offsetDateTime": "2026-01-01T10:00:00+02:00"},
         "key11": {"$reference": ["orders", "17"]}, "key12": {"$vector": [1.5, -2.5]},
         "key13": [null, [1, 2], {"key1": {"key2": "x"}}], "key14": {"$period": "P1Y2M3D"}}
        """;
    new PropertyTrees(dictionary).write(PropertyJson.readMap(json, JsonForm.TYPED), writer);
    return writer.toByteArray();
  }
}
