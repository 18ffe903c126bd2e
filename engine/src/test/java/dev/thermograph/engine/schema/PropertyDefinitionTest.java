package dev.thermograph.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.Severity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PropertyDefinitionTest {
  private static ThrowingCallable check(
      PropertyType type, UnaryOperator<PropertyRules> rules, @Nullable Object value) {
    PropertyDefinition property =
        new PropertyDefinition("p", type, true, rules.apply(PropertyRules.NONE));
    return () -> property.requireValid("K", JavaValues.of(value));
  }

  private static void refused(
      PropertyType type, UnaryOperator<PropertyRules> rules, @Nullable Object value, String end) {
    assertThatThrownBy(check(type, rules, value))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessage("value breaks a rule of its kind: kind=K property=p" + end);
  }

  private static void refused(PropertyType type, @Nullable Object value, String end) {
    refused(type, rules -> rules, value, end);
  }

  private static void accepted(
      PropertyType type, UnaryOperator<PropertyRules> rules, @Nullable Object value) {
    assertThatCode(check(type, rules, value)).doesNotThrowAnyException();
  }

  @Test
  void errorCarriesItsParts() {
    PropertyRuleException error =
        new PropertyRuleException("Person", "address.zip", "\"x\"", "pattern", "[0-9]+");

    assertThat(error.severity()).isEqualTo(Severity.REFUSED);
    assertThat(error.kind()).isEqualTo("Person");
    assertThat(error.property()).isEqualTo("address.zip");
    assertThat(error.rule()).isEqualTo("pattern");
  }

  @Test
  void numbersOutsideOfTheirLimitsAreRefused() {
    UnaryOperator<PropertyRules> rules = rule -> rule.min(0).max(150);
    refused(PropertyType.Scalar.INT, rules, 200, " value=200 rule=max limit=150");
    refused(PropertyType.Scalar.INT, rules, -1, " value=-1 rule=min limit=0");
    refused(PropertyType.Scalar.DOUBLE, rules, 150.5, " value=150.5 rule=max limit=150");
    refused(PropertyType.Scalar.DOUBLE, rules, Double.NaN, " value=NaN rule=min limit=0");
    refused(
        PropertyType.Scalar.DOUBLE,
        rules,
        Double.POSITIVE_INFINITY,
        " value=Infinity rule=max limit=150");
    refused(
        PropertyType.Scalar.BIG_INTEGER,
        rules,
        BigInteger.TWO.pow(300),
        " value=number of 301 bits rule=max limit=150");
    refused(
        PropertyType.Scalar.DECIMAL,
        rules,
        new BigDecimal("150.01"),
        " value=150.01 rule=max limit=150");
    accepted(PropertyType.Scalar.INT, rules, 0);
    accepted(PropertyType.Scalar.INT, rules, 150);
    accepted(PropertyType.Scalar.DOUBLE, rule -> rule.min(0), Double.POSITIVE_INFINITY);
    accepted(PropertyType.Scalar.DECIMAL, rules, new BigDecimal("150.00"));
  }

  @Test
  void lengthsOutsideOfTheirLimitsAreRefused() {
    UnaryOperator<PropertyRules> rules = rule -> rule.length(2, 3);
    refused(PropertyType.Scalar.TEXT, rules, "x", " value=\"x\" rule=length-min limit=2 found=1");
    refused(
        PropertyType.Scalar.TEXT, rules, "four", " value=\"four\" rule=length-max limit=3 found=4");
    refused(
        PropertyType.Scalar.BYTES,
        rules,
        new byte[9],
        " value=bytes[9] rule=length-max limit=3 found=9");
    PropertyType texts = new PropertyType.ListOf(PropertyType.Scalar.TEXT, false);
    refused(texts, rules, List.of("a"), " value=list of 1 rule=length-min limit=2 found=1");
    accepted(PropertyType.Scalar.TEXT, rules, "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");
  }

  @Test
  void textThatDoesNotMatchIsRefusedAndShownShort() {
    refused(
        PropertyType.Scalar.TEXT,
        rule -> rule.pattern("[0-9]+"),
        "a".repeat(100),
        " value=\"" + "a".repeat(40) + "...\" rule=pattern limit=[0-9]+");
    refused(
        PropertyType.Scalar.TEXT,
        rule -> rule.pattern("[0-9]+"),
        "12x",
        " value=\"12x\" rule=pattern limit=[0-9]+");
  }

  @Test
  void textThatIsTooLongForItsPatternIsRefused() {
    refused(
        PropertyType.Scalar.TEXT,
        rule -> rule.pattern("(a|b)*"),
        "ab".repeat(1 << 20),
        " value=\"" + "ab".repeat(20) + "...\" rule=pattern limit=(a|b)* found=too long to match");
  }

  @Test
  void missingValueIsRefusedWhenRequired() {
    refused(PropertyType.Scalar.TEXT, null, " value=null rule=required limit=text");
    PropertyDefinition optional = new PropertyDefinition("p", PropertyType.Scalar.TEXT, false);
    assertThatCode(() -> optional.requireValid("K", null)).doesNotThrowAnyException();
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    refused(PropertyType.Scalar.INT, "x", " value=\"x\" rule=type limit=int found=Text");
    refused(
        PropertyType.Scalar.INT, 1L << 40, " value=1099511627776 rule=type limit=int found=Int");
    refused(PropertyType.Scalar.BYTE, 128, " value=128 rule=type limit=byte found=Int");
    refused(PropertyType.Scalar.FLOAT, 0.1, " value=0.1 rule=type limit=float found=Real");
    refused(PropertyType.Scalar.CHAR, "ab", " value=\"ab\" rule=type limit=char found=Text");
    refused(
        new PropertyType.EnumOf(List.of("A", "B")),
        new PropertyValue.EnumName("C"),
        " value=C rule=type limit=enum{A, B} found=EnumName");
    refused(
        PropertyType.Scalar.TEXT,
        new ExternalRef("t", "9"),
        " value=t:9 rule=type limit=text found=Reference");
    accepted(PropertyType.Scalar.FLOAT, rule -> rule, 0.1f);
    accepted(PropertyType.Scalar.FLOAT, rule -> rule, Float.NaN);
  }

  @Test
  void messageNamesTheWayIntoNestedValues() {
    PropertyType record =
        new PropertyType.RecordOf(
            List.of(new PropertyType.Field("zip", PropertyType.Scalar.TEXT, true)));
    PropertyType nested = new PropertyType.MapOf(new PropertyType.ListOf(record, false), true);

    refused(
        nested,
        Map.of("home", List.of(Map.of("zip", "1"), Map.of("zip", 2))),
        ".home[1].zip value=2 rule=type limit=text found=Int");
    refused(
        nested,
        Map.of("home", List.of(Map.of())),
        ".home[0].zip value=null rule=required limit=text");
    refused(
        nested,
        Map.of("home", List.of(Map.of("zip", "1", "zap", 7))),
        ".home[0].zap value=7 rule=unknown-property limit=zip");
    accepted(nested, rule -> rule, Map.of("home", new PropertyValue.Null()));
  }

  @Test
  void vectorsThatCannotBeComparedAreRefused() {
    PropertyType cosine = new PropertyType.VectorOf(2, Metric.COSINE);
    refused(cosine, new float[3], " value=vector[3] rule=dimension limit=2");
    refused(cosine, new float[] {1, Float.NaN}, "[1] value=NaN rule=finite limit=finite floats");
    refused(
        cosine,
        new float[] {Float.NEGATIVE_INFINITY, 1},
        "[0] value=-Infinity rule=finite limit=finite floats");
    refused(
        cosine,
        new float[] {0, -0f},
        " value=vector[2] rule=not-zero limit=cosine needs a float that is not 0");
    accepted(new PropertyType.VectorOf(2, Metric.EUCLIDEAN), rule -> rule, new float[2]);
    accepted(cosine, rule -> rule, new float[] {0, 1});
  }

  @Test
  void valuesBeyondTheLimitsOfABlockAreRefused() {
    int max = 16 << 20;
    refused(
        PropertyType.Scalar.BYTES,
        new byte[max + 1],
        " value=bytes[16777217] rule=value-bytes limit=16777216 found=16777217");
    refused(
        PropertyType.Scalar.TEXT,
        "é".repeat(max / 2 + 1),
        " value=\"" + "é".repeat(40) + "...\" rule=value-bytes limit=16777216 found=16777218");
    refused(
        PropertyType.Scalar.BIG_INTEGER,
        BigInteger.TWO.pow(4096 * 8),
        " value=number of 32769 bits rule=value-bytes limit=4096 found=4097");
    refused(
        PropertyType.Scalar.ANY,
        Map.of("é".repeat(3000), 1),
        "."
            + "é".repeat(40)
            + "... value=\""
            + "é".repeat(40)
            + "...\" rule=name-bytes limit=4096 found=6000");
    accepted(PropertyType.Scalar.TEXT, rule -> rule, "x".repeat(max));
  }

  @Test
  void valuesNestedTooDeepAreRefused() {
    PropertyValue deep = new PropertyValue.Int(1);
    for (int depth = 0; depth < 64; depth++) {
      deep = new PropertyValue.ListOf(List.of(deep));
    }
    refused(
        PropertyType.Scalar.ANY,
        deep,
        "[0]".repeat(63) + " value=list of 1 rule=depth limit=64 found=65");
  }

  @Test
  void defaultStandsForAMissingValue() {
    PropertyDefinition property =
        new PropertyDefinition(
            "p", PropertyType.Scalar.TEXT, true, PropertyRules.NONE.defaultValue("x"));

    assertThat(property.orDefault(null)).isEqualTo(new PropertyValue.Text("x"));
    assertThat(property.orDefault(new PropertyValue.Null())).isEqualTo(new PropertyValue.Text("x"));
    assertThat(property.orDefault(new PropertyValue.Text("y")))
        .isEqualTo(new PropertyValue.Text("y"));
  }
}
