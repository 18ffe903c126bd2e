package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PropertyJsonTest {

  private static PropertyValue plain(String json) {
    return PropertyJson.read(json, JsonForm.PLAIN);
  }

  @Test
  void numbersGetTheTypeThatHoldsThemExactly() {
    assertThat(plain("9223372036854775807")).isEqualTo(new PropertyValue.Int(Long.MAX_VALUE));
    assertThat(plain("9223372036854775808"))
        .isEqualTo(new PropertyValue.BigInt(new BigInteger("9223372036854775808")));
    assertThat(plain("0.1")).isEqualTo(new PropertyValue.Real(0.1));
    assertThat(plain("-0.0")).isEqualTo(new PropertyValue.Real(-0.0));
    assertThat(plain("0.10")).isEqualTo(new PropertyValue.Decimal(new BigDecimal("0.10")));
    assertThat(plain("0.1000000000000000001"))
        .isEqualTo(new PropertyValue.Decimal(new BigDecimal("0.1000000000000000001")));
    assertThat(plain("1e400")).isEqualTo(new PropertyValue.Decimal(new BigDecimal("1e400")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1} 2",
        "[1,]",
        "NaN",
        "1e99999999999",
        "{\"a\"",
        "\"\\ud800",
        "01"
      })
  void whatIsNoSingleJsonValueIsRefused(String json) {
    assertThatThrownBy(() -> plain(json)).isInstanceOf(PropertyRefusedException.class);
  }

  @Test
  void nestingIsBounded() {
    int max = PropertyBlockLayout.NESTING_DEPTH_MAX;
    assertThat(plain("[".repeat(max) + "]".repeat(max))).isNotNull();
    for (int depth : new int[] {max + 1, 10 * max, 100_000}) {
      assertThatThrownBy(() -> plain("[".repeat(depth) + "]".repeat(depth)))
          .isInstanceOf(PropertyRefusedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$nothing\":\"1\"}",
        "{\"$date\":\"yesterday\"}",
        "{\"$date\":1}",
        "{\"$date\":\"2026-01-01\",\"b\":1}",
        "{\"b\":1,\"$date\":\"2026-01-01\"}",
        "{\"$vector\":[[1]]}",
        "{\"$vector\":[\"x\"]}",
        "{\"$reference\":[\"a\"]}",
        "{\"$bytes\":\"%\"}"
      })
  void wrongTypesInTypedJsonAreRefused(String json) {
    assertThatThrownBy(() -> PropertyJson.read(json, JsonForm.TYPED))
        .isInstanceOf(PropertyRefusedException.class);
  }

  @Test
  void namesWithADollarAreOrdinaryInPlainJson() {
    assertThat(PropertyJson.readMap("{\"$date\":\"x\"}", JsonForm.PLAIN).fields())
        .containsEntry("$date", new PropertyValue.Text("x"));
    assertThatThrownBy(() -> PropertyJson.readMap("[]", JsonForm.PLAIN))
        .isInstanceOf(PropertyRefusedException.class);
  }
}
