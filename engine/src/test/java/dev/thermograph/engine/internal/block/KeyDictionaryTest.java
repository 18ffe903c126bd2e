package dev.thermograph.engine.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.KeyDictionaryFullException;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyDictionaryTest {
  private final KeyDictionary dictionary = new KeyDictionary();

  @Test
  void namesAreNumberedInTheOrderOfTheirFirstUse() {
    assertThat(dictionary.findOrAdd("b")).isZero();
    assertThat(dictionary.findOrAdd("")).isEqualTo(1);
    assertThat(dictionary.findOrAdd("b")).isZero();
    assertThat(dictionary.find("c")).isEqualTo(KeyDictionary.ABSENT);
    assertThat(dictionary.requireName(1)).isEmpty();
  }

  @Test
  void additionsTravelInALogRecordAndMayBeAppliedTwice() {
    for (int id = 0; id < 100; id++) {
      dictionary.findOrAdd("key" + id);
    }
    KeyDictionary other = new KeyDictionary();

    other.apply(0, dictionary.namesFrom(0));
    other.apply(40, dictionary.namesFrom(40));

    assertThat(other.namesFrom(0)).isEqualTo(dictionary.namesFrom(0));
    assertThat(other.namesFrom(98)).containsExactly("key98", "key99");
  }

  @Test
  void gapOrOtherIdInALogRecordIsDamage() {
    dictionary.findOrAdd("a");

    assertThatThrownBy(() -> dictionary.apply(2, List.of("c")))
        .isInstanceOf(PropertyBlockDamagedException.class);
    assertThatThrownBy(() -> dictionary.apply(1, List.of("a")))
        .isInstanceOf(PropertyBlockDamagedException.class)
        .hasMessageContaining("name=a");
  }

  @Test
  void fullDictionaryRefusesNewNamesOnly() {
    KeyDictionary small = new KeyDictionary(1);
    small.findOrAdd("a");

    assertThat(small.findOrAdd("a")).isZero();
    assertThatThrownBy(() -> small.findOrAdd("b"))
        .isInstanceOf(KeyDictionaryFullException.class)
        .hasMessageContaining("name=b keys=1 max=1");
  }

  @Test
  void tooLongOrUnpairedNamesAreRefused() {
    assertThatThrownBy(() -> dictionary.findOrAdd("x".repeat(KeyDictionary.NAME_BYTES_MAX + 1)))
        .isInstanceOf(PropertyRefusedException.class);
    assertThatThrownBy(() -> dictionary.findOrAdd("\uD800"))
        .isInstanceOf(PropertyRefusedException.class);
    assertThat(dictionary.count()).isZero();
  }

  @Test
  void unknownIdIsDamage() {
    assertThatThrownBy(() -> dictionary.requireName(0))
        .isInstanceOf(PropertyBlockDamagedException.class);
    assertThatThrownBy(() -> dictionary.requireName(-1))
        .isInstanceOf(PropertyBlockDamagedException.class);
  }
}
