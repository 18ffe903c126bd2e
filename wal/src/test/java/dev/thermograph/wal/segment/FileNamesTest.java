package dev.thermograph.wal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"wal-0000000000000001.log", "spare-0000000000000002.tmp", "A_b.9", ".hidden", "-"})
  void plainNamesAreAllowed(String name) {
    assertThat(FileNames.requireValid(name)).isSameAs(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "/", "a\\b", "a b", "ä", "a\u0000b", "a\nb", ":", "~"})
  void otherCharactersAreRefusedWithNameAndPlace(String name) {
    assertThatThrownBy(() -> FileNames.requireValid(name))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("A-Z a-z 0-9 . _ -")
        .hasMessageContaining("index=")
        .message()
        .doesNotContain("\u0000", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a..b", "..a"})
  void namesThatCouldClimbAreRefused(String name) {
    assertThatThrownBy(() -> FileNames.requireValid(name))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("name=" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCK", "lock", "Lock"})
  void theLocksNameIsReservedInAnyCase(String name) {
    assertThatThrownBy(() -> FileNames.requireValid(name))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("reserved");
  }

  @Test
  void lengthLimitIsExact() {
    assertThat(FileNames.requireValid("a".repeat(128))).hasSize(128);
    assertThatThrownBy(() -> FileNames.requireValid("a".repeat(129)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("1..128")
        .hasMessageContaining("length=129");
    assertThatThrownBy(() -> FileNames.requireValid(""))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("length=0");
  }

  @Test
  void negativeOffsetIsRefused() {
    assertThatThrownBy(() -> FileNames.requireOffset("a.log", -1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("offset=-1")
        .hasMessageContaining("a.log");
  }
}
