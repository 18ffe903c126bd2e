package dev.thermograph.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.RegistryDamagedException;
import dev.thermograph.engine.options.TenantOptions;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RegistryFileLayoutTest {
  private static final UUID LOG = new UUID(3, 4);

  static RegistryState state() {
    RegistryState state = new RegistryState();
    state.apply(new RegistryEvent.Created(1, "one", TenantOptions.DEFAULT), 2, 20);
    state.apply(new RegistryEvent.Created(2, "two", RegistryEventLayoutTest.OPTIONS), 5, 50);
    state.apply(new RegistryEvent.Dropped(1), 6, 60);
    state.apply(new RegistryEvent.Created(5, "one", TenantOptions.DEFAULT), 7, 70);
    state.apply(new RegistryEvent.Suspended(5), 8, 80);
    state.apply(new RegistryEvent.Created(6, "three", TenantOptions.DEFAULT), 9, 90);
    state.apply(new RegistryEvent.Dropped(6), 10, 100);
    state.apply(new RegistryEvent.Erased(1), 11, 110);
    state.setStanding(2, new Standing(77, 66));
    state.advance(99);
    return state;
  }

  @Test
  void aStateComesBack() {
    RegistryState state = state();
    RegistryFileLayout.Decoded decoded =
        RegistryFileLayout.decode("f", RegistryFileLayout.encode(LOG, state, Map.of()));
    assertThat(decoded.log()).isEqualTo(LOG);
    RegistryState read = decoded.state();
    assertThat(read.sequence()).isEqualTo(99);
    assertThat(read.nextNumber()).isEqualTo(7);
    assertThat(read.tenants()).containsExactlyInAnyOrderElementsOf(state.tenants());
    assertThat(read.find("one"))
        .isEqualTo(new RegisteredTenant(5, "one", 7, 70, true, TenantOptions.DEFAULT));
    assertThat(read.find(1)).isNull();
    assertThat(read.toErase()).containsExactly(6);
    for (RegisteredTenant tenant : state.tenants()) {
      assertThat(read.standing(tenant)).isEqualTo(state.standing(tenant));
    }
  }

  /** These bytes stand in files of users. */
  @Test
  void bytesAreWrittenDown() {
    RegistryState empty = new RegistryState();
    empty.advance(1);
    ByteBuffer bytes = RegistryFileLayout.encode(LOG, empty, Map.of());
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    assertThat(HexFormat.of().formatHex(copy))
        .isEqualTo(
            "5447585445"
                + "4e414e" // TGXTENAN
                + "01000000"
                + "1fdfdd7c"
                + "38000000"
                + "00000000"
                + "0100000000000000"
                + "0300000000000000"
                + "0400000000000000"
                + "01000000"
                + "00000000");
  }

  @Test
  void everyFlippedBitAndEveryCutIsDamage() {
    ByteBuffer good = RegistryFileLayout.encode(LOG, state(), Map.of());
    for (int bit = 0; bit < good.limit() * Byte.SIZE; bit++) {
      int at = bit / Byte.SIZE;
      ByteBuffer copy = ByteBuffer.allocate(good.limit()).put(good.duplicate()).flip();
      copy.put(at, (byte) (copy.get(at) ^ (1 << bit % Byte.SIZE)));
      requireDamaged(copy);
    }
    for (int length = 0; length < good.limit(); length++) {
      requireDamaged(good.slice(0, length));
    }
    requireDamaged(ByteBuffer.allocate(good.limit() + 1).put(good.duplicate()).rewind());
  }

  private static void requireDamaged(ByteBuffer bytes) {
    assertThatThrownBy(() -> RegistryFileLayout.decode("f", bytes))
        .isInstanceOf(RegistryDamagedException.class)
        .hasMessageContaining("file=f");
  }
}
