package dev.thermograph.engine.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** A tenant's numbers become ids and come back; nobody else's do. */
final class ElementIdsTest {
  private static final int[] TENANTS = {0, 1, 7, Integer.MAX_VALUE};
  private static final int[] NUMBERS = {0, 1, 1 << 20, Integer.MAX_VALUE};

  @Test
  void numbersComeBackFromTheirIds() {
    for (int tenant : TENANTS) {
      ElementIds ids = new ElementIds(tenant);
      for (int number : NUMBERS) {
        assertThat(ids.requireNode(NodeId.of(tenant, number))).isEqualTo(number);
        assertThat(ids.requireNode(NodeId.of(tenant, number).value())).isEqualTo(number);
        assertThat(ids.requireEdge(EdgeId.of(tenant, number))).isEqualTo(number);
        assertThat(ids.value(number)).isEqualTo(NodeId.of(tenant, number).value());
        assertThat(ids.node(number)).isEqualTo(NodeId.of(tenant, number));
        assertThat(ids.edge(number)).isEqualTo(EdgeId.of(tenant, number));
      }
    }
  }

  @Test
  void idsOfEachOtherTenantAreRefused() {
    for (int tenant : TENANTS) {
      for (int other : TENANTS) {
        if (other != tenant) {
          ElementIds ids = new ElementIds(tenant);
          refuses(() -> ids.requireNode(NodeId.of(other, 5)));
          refuses(() -> ids.requireNode(NodeId.of(other, 5).value()));
          refuses(() -> ids.requireEdge(EdgeId.of(other, 5)));
        }
      }
    }
  }

  @Test
  void whatIsNoIdIsRefused() {
    ElementIds ids = new ElementIds(3);
    refuses(() -> ids.requireNode(-1L));
    refuses(() -> ids.requireNode(Long.MIN_VALUE));
    refuses(() -> ids.requireNode((3L << 32) | 0x8000_0000L));
    refuses(() -> ids.requireNode((3L << 32) - 1));
    refuses(() -> ids.requireNode(17L));
  }

  private static void refuses(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(InvalidArgumentException.class);
  }
}
