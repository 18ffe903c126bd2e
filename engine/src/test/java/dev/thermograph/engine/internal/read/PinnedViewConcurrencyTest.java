package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.tenancy.TenantView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Threads share views while commits change everything and let the past go. Each commit gives all
 * nodes and edges one number, so whoever sees two of them, or memory that was freed (which is
 * overwritten, with assertions on), is found out.
 */
final class PinnedViewConcurrencyTest {
  private static final int NODES = 40;
  private static final int VIEWS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 100_000 : 600;
  private static final int READERS = 3;
  private static final int READS = 4;

  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final AtomicBoolean isOver = new AtomicBoolean();

  @Test
  void threadsThatShareAViewSeeOneInstant() throws Exception {
    create();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
      Future<Integer> commits = threads.submit(this::changeUntilOver);
      try {
        for (int count = 0; count < VIEWS; count++) {
          readTogether(threads, count);
        }
      } finally {
        isOver.set(true);
      }
      assertThat(commits.get()).isGreaterThan(10);
    }
    tenant.close();
  }

  @Test
  void aViewWhosePinWasGivenBackIsFoundOut() {
    create();
    TenantView pinned = tenant.hot().open();
    PinnedView view =
        new PinnedView(pinned, tenant.schema(), tenant.ids(), TestTenant.ALL_RETAINED);
    requireOneRound(view, new SplittableRandom(1));
    pinned.close();
    change(1);
    change(2);
    assertThatThrownBy(() -> requireOneRound(view, new SplittableRandom(1)))
        .isInstanceOf(NotFoundException.class);
    tenant.close();
  }

  /** The view is closed when all have read it: closing comes last. */
  private void readTogether(ExecutorService threads, long seed) throws Exception {
    try (PinnedView view = tenant.open()) {
      List<Callable<Void>> reads = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        SplittableRandom random = new SplittableRandom(READERS * seed + reader);
        reads.add(
            () -> {
              for (int read = 0; read < READS; read++) {
                requireOneRound(view, random);
              }
              return null;
            });
      }
      for (Future<Void> read : threads.invokeAll(reads)) {
        read.get();
      }
    }
  }

  private int changeUntilOver() {
    int round = 0;
    while (!isOver.get()) {
      change(++round);
    }
    return round;
  }

  private void create() {
    tenant.commit(
        commit -> {
          for (int i = 0; i < NODES; i++) {
            commit.create(PERSON, person(i, 0));
          }
          for (int i = 0; i < NODES; i++) {
            commit.connect(KNOWS, node(0), node(i), new Knows(0, null));
          }
        });
  }

  private NodeId node(int number) {
    return tenant.ids().node(number);
  }

  private static Person person(int uid, int round) {
    return new Person(uid, "n" + uid, round, Level.LOW, round);
  }

  private void change(int round) {
    long sequence =
        tenant.commit(
            commit -> {
              for (int i = 0; i < NODES; i++) {
                commit.put(PERSON, node(i), person(i, round));
              }
              for (int i = 0; i < NODES; i++) {
                if (round % 4 == 3) {
                  commit.delete(tenant.ids().edge(i));
                } else {
                  commit.put(KNOWS, tenant.ids().edge(i), node(0), node(i), new Knows(round, null));
                }
              }
            });
    tenant.hot().care().retainFrom(sequence);
  }

  private void requireOneRound(PinnedView view, SplittableRandom random) {
    int round = (int) view.get(PERSON, node(0)).properties().score();
    NodeCursor<Person> nodes = view.cursor(PERSON);
    int age = nodes.column("age");
    int uid = random.nextInt(NODES);
    assertThat(nodes.seekKey(uid)).isTrue();
    assertThat(nodes.getLong(age)).isEqualTo(round);
    assertThat(view.findByKey(PERSON, uid).orElseThrow().properties())
        .isEqualTo(person(uid, round));
    assertThat(view.findUnique(PERSON, "name", "N" + uid)).isPresent();
    boolean hasEdges = round % 4 != 3;
    EdgeCursor<Knows> edges = view.cursor(KNOWS);
    int since = edges.column("since");
    int count = 0;
    edges.open(node(0), Direction.OUT);
    while (edges.next()) {
      assertThat(edges.getLong(since)).isEqualTo(round);
      count++;
    }
    assertThat(count).isEqualTo(hasEdges ? NODES : 0);
    assertThat(view.edges(KNOWS, node(uid), Direction.IN)).hasSize(hasEdges ? 1 : 0);
    assertThat(view.edgesBetween(KNOWS, node(0), node(uid))).hasSize(hasEdges ? 1 : 0);
    assertThat(view.count(KNOWS)).isEqualTo(hasEdges ? NODES : 0);
  }
}
