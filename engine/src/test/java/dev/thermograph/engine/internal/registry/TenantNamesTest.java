package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "acme", "_x", "7", "Acme-1.0_b", "größe", "東京", "LOCK", "con"})
  void theseAreNames(String name) {
    assertThat(TenantNames.requireValid(name)).isEqualTo(name);
    assertThat(TenantNames.requireValid("a".repeat(128))).hasSize(128);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        "../x",
        "a/b",
        "a\\b",
        "-x",
        ".x",
        "a b",
        " a",
        "a\n",
        "a\0",
        "a:b",
        "gro\u0308\u00dfe",
        "\u212b",
        "a\u202eb",
        "*"
      })
  void theseAreNot(String name) {
    assertThatThrownBy(() -> TenantNames.requireValid(name))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("tenant's name must");
    assertThatThrownBy(() -> TenantNames.requireValid("a".repeat(129)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("characters=129");
  }
}
