package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.TooManyViewsException;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.engine.internal.view.ViewPins;
import dev.thermograph.error.InvalidArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenViewsTest {
  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final CatalogVersions catalogs = new CatalogVersions();
  private final ViewPins contents = new ViewPins();
  private final ViewPins openings = new ViewPins();
  private final OpenViews views =
      new OpenViews(1, store, catalogs, new Publication(9, 9), contents, openings);

  @AfterEach
  void close() {
    space.close();
  }

  /** It was: the first pin was never given back, and the tenant could never be closed. */
  @Test
  void aViewThatIsRefusedLeavesNoPin() {
    for (int pin = 0; pin < ViewPins.VIEW_COUNT_MAX; pin++) {
      assertThat(contents.tryPin(9)).isNotNegative();
    }
    assertThatThrownBy(views::open).isInstanceOf(TooManyViewsException.class);
    assertThatThrownBy(() -> views.openAt(5)).isInstanceOf(TooManyViewsException.class);
    assertThat(openings.openCount()).isZero();
    assertThat(views.close()).isTrue();
  }

  @Test
  void aPastThatIsGoneIsRefusedAndLeavesNoPin() {
    assertThat(views.letGoOfContents(6)).isEqualTo(6);
    assertThatThrownBy(() -> views.openAt(5))
        .isInstanceOf(PastNotRetainedException.class)
        .hasMessageContaining("sequence=5");
    assertThatThrownBy(() -> views.openAt(10)).isInstanceOf(InvalidArgumentException.class);
    assertThat(openings.openCount()).isZero();
    assertThat(contents.openCount()).isZero();
    try (TenantView view = views.openAt(6)) {
      assertThat(view.sequence()).isEqualTo(6);
    }
  }

  /** It was: an index that nothing was listed in yet was no index, and asking it failed. */
  @Test
  void anIndexThatIsNotThereYetListsNothing() {
    HashCursor cursor = store.hashCursor();
    try (TenantView view = views.open()) {
      assertThat(view.lookUp(0, 42, cursor)).isFalse();
      int index = store.addIndex();
      store.index(index, 42, 7, 9);
      assertThat(view.lookUp(index, 42, cursor)).isTrue();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.node()).isEqualTo(7);
      assertThat(view.lookUp(index + 1, 42, cursor)).isFalse();
    }
  }

  @Test
  void aViewHasTheCatalogOfItsSequenceForAsLongAsItIsOpen() {
    catalogs.add(3, new byte[] {3});
    catalogs.add(8, new byte[] {8});
    try (TenantView past = views.openAt(5);
        TenantView now = views.open();
        TenantView before = views.openAt(2)) {
      views.letGoOfContents(9);
      assertThat(before.catalog()).isEmpty();
      assertThat(past.catalog()).containsExactly(3);
      assertThat(now.catalog()).containsExactly(8);
    }
  }
}
