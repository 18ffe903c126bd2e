package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.engine.options.TenantOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RegistryEventLayoutTest {
  static final TenantOptions OPTIONS =
      new TenantOptions(
              Retention.age(Duration.ofHours(1)),
              Map.of(),
              new Quota(1L << 30, 1_000_000, 500),
              RateLimit.HUNDRED_PER_MINUTE)
          .withRetention("Person", Retention.forever())
          .withRetention("Größe", Retention.commits(7))
          .withRetention("Log", Retention.none());

  static List<RegistryEvent> events() {
    return List.of(
        new RegistryEvent.Created(7, "acme", OPTIONS),
        new RegistryEvent.Created(Integer.MAX_VALUE, "Ünïcode_1.0-x", TenantOptions.DEFAULT),
        new RegistryEvent.Suspended(8),
        new RegistryEvent.Resumed(9),
        new RegistryEvent.Configured(10, OPTIONS),
        new RegistryEvent.Dropped(11),
        new RegistryEvent.Erased(12));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventComesBack(RegistryEvent event) {
    assertThat(RegistryEventLayout.decode(RegistryEventLayout.encode(event), 1)).isEqualTo(event);
  }

  /** These bytes stand in logs for ever. */
  @Test
  void bytesAreWrittenDown() {
    assertThat(hex(new RegistryEvent.Suspended(8))).isEqualTo("0102000008000000");
    assertThat(hex(new RegistryEvent.Resumed(9))).isEqualTo("0103000009000000");
    assertThat(hex(new RegistryEvent.Dropped(11))).isEqualTo("010500000b000000");
    assertThat(hex(new RegistryEvent.Erased(12))).isEqualTo("010600000c000000");
    TenantOptions options =
        TenantOptions.DEFAULT
            .withRetention("K", Retention.commits(3))
            .withQuota(new Quota(1, 2, 3))
            .withRateLimit(new RateLimit(4, Duration.ofMillis(1)));
    assertThat(hex(new RegistryEvent.Created(7, "ab", options)))
        .isEqualTo(
            "0101000007000000"
                + "02006162"
                + ("02" + "00004f91944e0000")
                + ("0100000000000000" + "0200000000000000" + "03000000")
                + ("04000000" + "40420f0000000000")
                + ("0100" + "01004b" + "03" + "0300000000000000"));
  }

  private static String hex(RegistryEvent event) {
    ByteBuffer bytes = RegistryEventLayout.encode(event);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsCutShortOrTooLongIsDamage(RegistryEvent event) {
    ByteBuffer bytes = RegistryEventLayout.encode(event);
    for (int length = 0; length < bytes.limit(); length++) {
      requireDamaged(bytes.slice(0, length));
    }
    requireDamaged(ByteBuffer.allocate(bytes.limit() + 1).put(bytes.duplicate()).rewind());
  }

  @Test
  void unknownVersionsCodesAndValuesAreDamage() {
    requireDamaged(with(new RegistryEvent.Suspended(8), 0, 2));
    requireDamaged(with(new RegistryEvent.Suspended(8), 1, 7));
    requireDamaged(with(new RegistryEvent.Suspended(8), 2, 1));
    RegistryEvent configured = new RegistryEvent.Configured(8, TenantOptions.DEFAULT);
    requireDamaged(with(configured, 8, 9)); // which retention
    requireDamaged(with(configured, 16, 0x7f)); // an age of centuries
    requireDamaged(with(configured, 24, 0x80)); // negative bytes
    requireDamaged(with(new RegistryEvent.Created(7, "acme", OPTIONS), 10, 0xff)); // not UTF-8
  }

  private static ByteBuffer with(RegistryEvent event, int offset, int value) {
    return RegistryEventLayout.encode(event).put(offset, (byte) value);
  }

  private static void requireDamaged(ByteBuffer bytes) {
    assertThatThrownBy(() -> RegistryEventLayout.decode(bytes, 77))
        .isInstanceOf(RegistryDamagedException.class)
        .hasMessageContaining("sequence=77");
  }
}
