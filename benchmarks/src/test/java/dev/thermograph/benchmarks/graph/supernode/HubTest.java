package dev.thermograph.benchmarks.graph.supernode;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.benchmarks.graph.WrongAnswerException;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.Thermograph;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class HubTest {
  private static final int NEIGHBOURS = 2_500;

  @Test
  void hasTheEdgesThatWereNotDeleted() {
    assertThatCode(() -> run((tenant, hub) -> {})).doesNotThrowAnyException();
  }

  @Test
  void edgeThatIsLostIsFound() {
    assertThatThrownBy(() -> run(HubTest::loseAnEdge))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("edges of the node that are missing");
  }

  private static void loseAnEdge(Tenant tenant, Hub hub) {
    tenant.write(tx -> tx.delete(tx.edges(EngineKinds.KNOWS).findFirst().orElseThrow().id()));
  }

  private static void run(BiConsumer<Tenant, Hub> plant) {
    try (Thermograph engine = Thermograph.inMemory()) {
      Tenant tenant = engine.tenant("star", EngineKinds.SCHEMA);
      Hub hub = Hub.create(tenant, 0, NEIGHBOURS);
      hub.connect(0, NEIGHBOURS);
      hub.requireEdges();
      for (int index = 0; index < NEIGHBOURS; index += 7) {
        hub.delete(index);
      }
      plant.accept(tenant, hub);
      hub.requireEdges();
    }
  }
}
