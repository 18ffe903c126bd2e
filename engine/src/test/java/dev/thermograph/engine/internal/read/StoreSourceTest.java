package dev.thermograph.engine.internal.read;

import static dev.thermograph.engine.internal.read.ReadKinds.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.kind.UniqueHash;
import dev.thermograph.engine.schema.NoProperties;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store at one sequence. */
final class StoreSourceTest {
  private final TestTenant tenant = new TestTenant(SCHEMA);
  private final ShownElement shown = new ShownElement();

  @AfterEach
  void close() {
    tenant.close();
  }

  private StoreSource source(long sequence) {
    return new StoreSource(tenant.hot().store(), sequence);
  }

  private int person() {
    return tenant.schema().require(PERSON).id();
  }

  @Test
  void anEmptyTenantShowsNothing() {
    StoreSource source = source(0);
    assertThat(source.showNode(0, shown)).isFalse();
    assertThat(source.showEdge(0, shown)).isFalse();
    assertThat(source.hasNode(0)).isFalse();
    assertThat(source.hasEdge(0)).isFalse();
    assertThat(source.nextNode(person(), 0)).isEqualTo(ElementSource.END);
    assertThat(source.nextEdge(person(), 0)).isEqualTo(ElementSource.END);
    assertThat(source.likelyDegree(0, 0, false)).isZero();
    source.lookUp(5, _ -> fail());
    source.walk(0, 0, true, (_, _) -> fail());
  }

  private static boolean fail() {
    throw new AssertionError("there is nothing to take");
  }

  @Test
  void anElementIsShownAsItsCommitMadeIt() {
    long made = createPair();
    long changed =
        tenant.commit(commit -> commit.put(PERSON, tenant.ids().node(0), person(0, "other")));
    assertThat(source(made).showNode(0, shown)).isTrue();
    assertThat(shown.sequence()).isEqualTo(made);
    assertThat(shown.kind()).isEqualTo(person());
    int before = shown.bytes();
    assertThat(source(changed).showNode(0, shown)).isTrue();
    assertThat(shown.sequence()).isEqualTo(changed);
    assertThat(shown.bytes()).isEqualTo(before + "other".length() - "p0".length());
    assertThat(source(changed).showEdge(0, shown)).isTrue();
    assertThat(shown.sequence()).isEqualTo(made);
    assertThat(shown.bytes()).isZero();
    assertThat(shown.from()).isZero();
    assertThat(shown.to()).isEqualTo(1);
  }

  private long createPair() {
    return tenant.commit(
        commit -> {
          NodeId from = commit.create(PERSON, person(0, "p0"));
          NodeId to = commit.create(PLACE, new Place("c", "l", "z"));
          commit.connect(LIVES_IN, from, to, NoProperties.NONE);
        });
  }

  private static Person person(long uid, String name) {
    return new Person(uid, name, null, Level.LOW, 0);
  }

  @Test
  void aScanEndsThoughNodesWereAddedBehindTheView() {
    long seen =
        tenant.commit(
            commit -> {
              for (int i = 0; i < 5; i++) {
                commit.create(PERSON, person(i, "p" + i));
              }
            });
    tenant.commit(
        commit -> {
          for (int i = 5; i < 200; i++) {
            commit.create(PERSON, person(i, "p" + i));
            commit.connect(LIVES_IN, tenant.ids().node(0), tenant.ids().node(1), NoProperties.NONE);
          }
        });
    assertThat(source(seen).nextNode(person(), 4)).isEqualTo(4);
    assertThat(source(seen).nextNode(person(), 5)).isEqualTo(ElementSource.END);
    assertThat(source(seen).nextNode(person(), 10_000)).isEqualTo(ElementSource.END);
    int livesIn = tenant.schema().require(LIVES_IN).id();
    assertThat(source(seen).nextEdge(livesIn, 0)).isEqualTo(ElementSource.END);
    assertThat(source(seen + 1).nextEdge(livesIn, 3)).isEqualTo(3);
    assertThat(source(seen + 1).nextEdge(livesIn, 10_000)).isEqualTo(ElementSource.END);
  }

  @Test
  void aSinkEndsAWalkAndALookup() {
    long made =
        tenant.commit(
            commit -> {
              NodeId from = commit.create(PERSON, person(0, "p0"));
              NodeId to = commit.create(PERSON, person(1, "p1"));
              for (int i = 0; i < 4; i++) {
                commit.connect(KNOWS, from, to, new Knows(i, null));
              }
            });
    int knows = tenant.schema().require(KNOWS).id();
    List<Integer> taken = new ArrayList<>();
    source(made)
        .walk(
            0,
            knows,
            false,
            (edge, neighbour) -> {
              assertThat(neighbour).isEqualTo(1);
              taken.add(edge);
              return taken.size() < 2;
            });
    assertThat(taken).hasSize(2);
    assertThat(source(made).likelyDegree(0, knows, false)).isEqualTo(4);
    assertThat(source(made).likelyDegree(0, knows, true)).isZero();
    long hash = UniqueHash.ofLong(tenant.schema().require(PERSON).uniques().getFirst().seed(), 1);
    List<Integer> candidates = new ArrayList<>();
    source(made).lookUp(hash, node -> !candidates.add(node));
    assertThat(candidates).containsExactly(1);
  }
}
