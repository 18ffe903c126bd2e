package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.ReaderClosedException;
import dev.thermograph.engine.graph.ViewSearch;
import dev.thermograph.engine.internal.tenancy.TenantView;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A view shows its instant, refuses what it cannot know, and after its end refuses everything. */
final class PinnedViewTest {
  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final NodeId node = tenant.ids().node(0);
  private final EdgeId edge = tenant.ids().edge(0);
  private final long written =
      tenant.commit(
          commit -> {
            commit.create(PERSON, person(1, "one"));
            commit.create(PERSON, person(2, "two"));
            commit.connect(KNOWS, node, tenant.ids().node(1), new Knows(1, "x"));
          });

  private static Person person(long uid, String name) {
    return new Person(uid, name, 5, Level.LOW, 0);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void aViewShowsItsInstantWhateverIsCommittedLater() {
    try (ReadView view = tenant.open()) {
      tenant.commit(commit -> commit.put(PERSON, node, person(1, "changed")));
      assertThat(view.sequence()).isEqualTo(written);
      assertThat(view.committedAt()).isEqualTo(Instant.ofEpochSecond(written));
      assertThat(view.get(PERSON, node).properties().name()).isEqualTo("one");
      try (ReadView later = tenant.open()) {
        assertThat(later.get(PERSON, node).properties().name()).isEqualTo("changed");
      }
    }
  }

  @Test
  void everyCallOnAClosedViewIsRefused() throws IllegalAccessException {
    PinnedView view = tenant.open();
    view.close();
    view.close();
    int calls = 0;
    for (Method method : ReadView.class.getMethods()) {
      if (!method.getName().equals("close")) {
        refusesClosed(view, method);
        calls++;
      }
    }
    assertThat(calls).isGreaterThanOrEqualTo(20);
  }

  @Test
  void everyCallOnACursorOfAClosedViewIsRefused() throws IllegalAccessException {
    PinnedView view = tenant.open();
    NodeCursor<Person> nodes = view.cursor(PERSON);
    EdgeCursor<Knows> edges = view.cursor(KNOWS);
    assertThat(nodes.column("age")).isZero();
    assertThat(edges.column("note")).isZero();
    assertThat(nodes.next()).isTrue();
    edges.open(node, Direction.OUT);
    assertThat(edges.next()).isTrue();
    view.close();
    int calls = 0;
    for (Method method : NodeCursor.class.getMethods()) {
      refusesClosed(nodes, method);
      calls++;
    }
    for (Method method : EdgeCursor.class.getMethods()) {
      refusesClosed(edges, method);
      calls++;
    }
    assertThat(calls).isGreaterThanOrEqualTo(39);
  }

  private void refusesClosed(Object reader, Method method) throws IllegalAccessException {
    method.setAccessible(true);
    Object[] arguments = new Object[method.getParameterCount()];
    for (int index = 0; index < arguments.length; index++) {
      arguments[index] = argument(method, method.getParameterTypes()[index]);
    }
    try {
      method.invoke(reader, arguments);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .as(method.toString())
          .isInstanceOf(ReaderClosedException.class)
          .hasMessage("view is closed: tenant=7 sequence=" + written);
      return;
    }
    throw new AssertionError("was not refused: " + method);
  }

  private Object argument(Method method, Class<?> type) {
    Object[] candidates = {
      PERSON,
      KNOWS,
      node,
      edge,
      Direction.OUT,
      CommitRange.newest(1),
      new ViewSearch<String>() {},
      1L,
      0,
      "name",
      new UUID(1, 2),
      new float[2],
      new byte[2],
      new Object[] {"one"}
    };
    for (Object candidate : candidates) {
      boolean isPrimitive =
          (type == long.class && candidate instanceof Long)
              || (type == int.class && candidate instanceof Integer);
      if (isPrimitive || type.isInstance(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError("no argument for " + method);
  }

  @Test
  void aStreamIsRefusedInItsMiddle() {
    PinnedView view = tenant.open();
    Iterator<Node<Person>> nodes = view.nodes(PERSON).iterator();
    assertThat(nodes.next().id()).isEqualTo(node);
    view.close();
    assertThatThrownBy(nodes::next).isInstanceOf(ReaderClosedException.class);
  }

  @Test
  void closingGivesThePinBackOnceHoweverManyDoIt() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        PinnedView view = tenant.open();
        List<Callable<Void>> closers = new ArrayList<>();
        for (int closer = 0; closer < 4; closer++) {
          closers.add(
              () -> {
                view.close();
                return null;
              });
        }
        for (Future<Void> done : threads.invokeAll(closers)) {
          done.get();
        }
      }
    }
    tenant.hot().close(); // refused while a view is open
  }

  @Test
  void closingAgainLeavesThePinToWhoeverHasItNow() {
    PinnedView first = tenant.open();
    first.close();
    try (PinnedView second = tenant.open()) {
      first.close();
      assertThatThrownBy(tenant.hot()::close).hasMessageContaining("count=1");
      assertThat(second.exists(node)).isTrue();
    }
  }

  @Test
  void aKindIsRefusedBelowItsOwnHorizonAndOthersAreRead() {
    int people = tenant.schema().require(PERSON).id();
    ChangingPast past = new ChangingPast(kind -> kind == people ? written + 1 : written);
    TenantView pinned = tenant.hot().open();
    try (PinnedView view = new PinnedView(pinned, tenant.schema(), tenant.ids(), past)) {
      refusesPast(() -> view.find(PERSON, node));
      refusesPast(() -> view.get(PERSON, node));
      refusesPast(() -> view.findByKey(PERSON, 1));
      refusesPast(() -> view.findUnique(PERSON, "name", "one"));
      refusesPast(() -> view.nodes(PERSON));
      refusesPast(() -> view.count(PERSON));
      refusesPast(() -> view.cursor(PERSON));
      assertThat(view.count(PLACE)).isZero();
      assertThat(view.edges(KNOWS, node, Direction.OUT)).hasSize(1);
      assertThat(view.cursor(KNOWS).next()).isFalse();
      assertThat(view.exists(node)).isTrue();
      assertThat(view.findKindName(node)).contains("Person");
      assertThatThrownBy(() -> view.get(PLACE, tenant.ids().node(99)))
          .isInstanceOf(NotFoundException.class);
      refusesPast(() -> view.exists(tenant.ids().node(99)));
      refusesPast(() -> view.findKindName(tenant.ids().node(99)));
      refusesPast(() -> view.exists(tenant.ids().edge(99)));
      refusesPast(() -> view.findKindName(tenant.ids().edge(99)));
    }
  }

  @Test
  void whatAViewMayReadWhenItIsOpenedItMayReadUntilItIsClosed() {
    ChangingPast past = new ChangingPast(_ -> written);
    TenantView pinned = tenant.hot().open();
    try (PinnedView view = new PinnedView(pinned, tenant.schema(), tenant.ids(), past)) {
      past.firstOf = _ -> written + 1;
      assertThat(view.count(PERSON)).isEqualTo(2);
      assertThat(view.exists(tenant.ids().node(99))).isFalse();
      assertThat(view.cursor(PERSON).next()).isTrue();
    }
  }

  /** Reaches back as far as it is told, at any time. */
  private final class ChangingPast implements RetainedPast {
    private IntToLongFunction firstOf;

    ChangingPast(IntToLongFunction firstOf) {
      this.firstOf = firstOf;
    }

    @Override
    public KnownCommits commitsUpTo(long sequence) {
      throw new AssertionError("sequence=" + sequence);
    }

    @Override
    public Instant committedAt(long sequence) {
      return Instant.EPOCH;
    }

    @Override
    public long firstRetained(int kind) {
      return firstOf.applyAsLong(kind);
    }

    @Override
    public long firstRetainedOfAll() {
      int kinds = tenant.schema().catalog().kindCount();
      return IntStream.range(0, kinds).mapToLong(firstOf).max().orElse(0);
    }
  }

  private void refusesPast(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(PastNotRetainedException.class)
        .hasMessageContainingAll(
            "kind=Person", "sequence=" + written, "firstRetained=" + (written + 1));
  }

  @Test
  void aViewOfAnEmptyTenantIsEmpty() {
    try (TestTenant empty = new TestTenant(SCHEMA);
        ReadView view = empty.open()) {
      assertThat(view.sequence()).isZero();
      for (NodeKind<?> kind : List.of(PERSON, PLACE, DEVICE, THING)) {
        assertThat(view.nodes(kind)).isEmpty();
        assertThat(view.cursor(kind).next()).isFalse();
      }
      for (EdgeKind<?> kind : List.of(KNOWS, REL)) {
        assertThat(view.edges(kind)).isEmpty();
      }
      assertThat(view.findByKey(PERSON, 1)).isEmpty();
      assertThat(view.cursor(PERSON).seekKey(1)).isFalse();
    }
  }
}
