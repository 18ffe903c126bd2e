package dev.thermograph.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultsTest {

  @Test
  void resultsComeBackFromJsonUnchanged() {
    Results results = Planted.results(0.9);
    assertThat(Results.fromJson(results.toJson())).isEqualTo(results);
  }

  @Test
  void jsonIsReadableAndKeepsEveryRound() {
    assertThat(Planted.results(0.5).toJson())
        .startsWith("{\n  \"group\": \"planted\",\n  \"quick\": false,\n")
        .contains("\"rounds\": [1.5, 0.25, 123456.7]")
        .contains("\"processor\": \"\\\"Slow\\\" CPU\\\\1\"")
        .endsWith("}\n");
  }

  @Test
  void missingMemberIsNamed() {
    assertThatThrownBy(() -> Results.fromJson("{\"sides\": {}}"))
        .hasMessage("JSON member is missing: machine");
  }

  @Test
  void memberOfAnotherTypeIsNamed() {
    assertThatThrownBy(() -> Results.fromJson("{\"sides\": {\"ours\": [1, \"x\"]}}"))
        .hasMessage("JSON member ours is not a number: ours=x");
  }

  @Test
  void everyKindOfJsonValueIsRead() {
    assertThat(Json.parse(" {\"a\": [1, -2.5e3, true, false, {}, []], \"b\": \"\\u00e4\\n\\/\"} "))
        .isEqualTo(
            Map.of("a", List.of(1L, -2500.0, true, false, Map.of(), List.of()), "b", "ä\n/"));
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsOffset() {
    for (String bad : List.of("", "{", "[1", "\"a", "{\"a\" 1}", "nix", "\"\\u12\"", "\"\\x\"")) {
      assertThatThrownBy(() -> Json.parse(bad)).as(bad).hasMessageContaining("offset=");
    }
    assertThatThrownBy(() -> Json.parse("{} {}")).hasMessageContaining("offset=3");
    assertThatThrownBy(() -> Json.parse("[".repeat(100))).hasMessageContaining("nested deeper");
  }

  @Test
  void numberThatJsonLacksIsRefused() {
    assertThatThrownBy(() -> Json.write(Map.of("a", Double.NaN))).hasMessageContaining("NaN");
  }
}
