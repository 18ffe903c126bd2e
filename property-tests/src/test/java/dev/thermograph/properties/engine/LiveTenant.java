package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitInfo;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitRange;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.PastNotRetainedException;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.options.Retention;
import dev.thermograph.properties.engine.PlainHistory.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A tenant of the engine beside its reference, with the views and transactions that are open. */
final class LiveTenant {
  /** A view that is kept, and what it shows for as long as it is. */
  record KeptView(ReadView view, Graph graph, ModelKinds kinds) {}

  /** A transaction that is kept, and what it has done in both. */
  record KeptTransaction(
      Transaction transaction,
      CommitOptions options,
      long base,
      Graph graph,
      List<Call.Done> done,
      ModelKinds kinds) {}

  final String name;
  final PlainHistory history = new PlainHistory();
  final List<KeptView> views = new ArrayList<>();
  final List<KeptTransaction> transactions = new ArrayList<>();
  Tenant tenant;
  ModelKinds kinds;
  Retention retention = Retention.forever();
  boolean isSuspended;

  LiveTenant(String name, Tenant tenant, ModelKinds kinds) {
    this.name = name;
    this.tenant = tenant;
    this.kinds = kinds;
  }

  int number() {
    return tenant.number();
  }

  /** A commit that only the engine knows of so far, such as one of a schema. */
  void noteOwnCommit() {
    long sequence = tenant.sequence();
    if (sequence > history.newest()) {
      try (ReadView view = tenant.read()) {
        CommitInfo info = new CommitInfo(sequence, view.committedAt(), "", "", ChangeCounts.NONE);
        history.add(sequence, new Version(history.graph(), view.committedAt(), info));
      }
    }
  }

  /** A transaction has become a commit, or nothing. */
  void committed(CommitReceipt receipt, CommitOptions options, Graph changed, String when) {
    if (receipt.changes().total() == 0) {
      assertThat(changed.nodes).as("nothing changed, %s", when).isEqualTo(history.graph().nodes);
      assertThat(changed.edges).as("nothing changed, %s", when).isEqualTo(history.graph().edges);
      return;
    }
    assertThat(receipt.sequence()).as("sequence, %s", when).isGreaterThan(history.newest());
    changed.committed(receipt.sequence(), history.graph());
    CommitInfo info =
        new CommitInfo(
            receipt.sequence(),
            receipt.committedAt(),
            options.actor(),
            options.reason(),
            receipt.changes());
    history.add(receipt.sequence(), new Version(changed, receipt.committedAt(), info));
  }

  /** All that scans find. */
  void compareAll(String when) {
    assertThat(tenant.sequence()).as("sequence, %s", when).isEqualTo(history.newest());
    try (ReadView view = tenant.read()) {
      assertThat(view.committedAt()).as("time, %s", when).isEqualTo(history.committedAt());
      compareAll(view, history.graph(), kinds, when);
      compareCommits(view, when);
    }
  }

  /** What is told of commits: all that must be kept, and nothing else than what was. */
  private void compareCommits(ReadView view, String when) {
    List<CommitInfo> told = view.commits(CommitRange.between(0, view.sequence()));
    long first = told.isEmpty() ? view.sequence() + 1 : told.getFirst().sequence();
    assertThat(told).as("commits, %s", when).isEqualTo(history.infos(first, view.sequence()));
    assertThat(told)
        .as("commits that are to be kept, %s", when)
        .containsAll(history.infos(Math.min(history.floor(), view.sequence()), view.sequence()));
    List<CommitInfo> newest = view.commits(CommitRange.newest(2));
    assertThat(newest)
        .as("newest commits, %s", when)
        .isEqualTo(told.reversed().subList(0, Math.min(2, told.size())));
    for (CommitInfo each : newest) {
      assertThat(view.findCommit(each.sequence())).as("commit, %s", when).contains(each);
    }
  }

  static void compareAll(ReadView view, Graph graph, ModelKinds kinds, String when) {
    TreeMap<Integer, Graph.PlainNode> nodes = new TreeMap<>();
    kinds
        .nodes()
        .forEach(
            kind -> view.nodes(kind).forEach(it -> nodes.put(it.id().number(), Look.plain(it))));
    assertThat(nodes).as("nodes, %s", when).isEqualTo(graph.nodes);
    TreeMap<Integer, Graph.PlainEdge> edges = new TreeMap<>();
    kinds
        .edges()
        .forEach(
            kind -> view.edges(kind).forEach(it -> edges.put(it.id().number(), Look.plain(it))));
    assertThat(edges).as("edges, %s", when).isEqualTo(graph.edges);
  }

  /** Some questions. */
  void compareSome(
      ReadView view, Graph graph, ModelKinds asked, SplittableRandom random, String when) {
    for (int at = 0; at < 4; at++) {
      Look.Question question = new Look(random, asked, number()).question(graph);
      assertThat(question.real().apply(view))
          .as("%s, %s", question.text(), when)
          .isEqualTo(question.plain().apply(graph));
    }
  }

  /** What was so; false when retention has let go of it, as it may. */
  boolean comparePast(long sequence, Version then, SplittableRandom random, String when) {
    String past = when + " at=" + sequence;
    try (ReadView view = tenant.readAt(sequence)) {
      assertThat(view.sequence()).as(past).isEqualTo(sequence);
      compareSome(view, then.graph(), kinds, random, past);
      compareCommits(view, past);
      if (random.nextInt(3) == 0) {
        compareAll(view, then.graph(), kinds, past);
      }
      return true;
    } catch (PastNotRetainedException e) {
      assertThat(sequence).as("%s, %s", e, past).isLessThan(history.floor());
      return false;
    }
  }

  /** Closes a view, which must show what it showed first. */
  void closeView(KeptView kept, SplittableRandom random, String when) {
    views.remove(kept);
    try (ReadView view = kept.view()) {
      compareAll(view, kept.graph(), kept.kinds(), when + " kept view at=" + view.sequence());
      compareSome(view, kept.graph(), kept.kinds(), random, when + " kept view");
    }
  }

  /** Lets go of all that keeps it open; views are compared first. */
  void leave(SplittableRandom random, String when) {
    for (KeptView view : List.copyOf(views)) {
      closeView(view, random, when);
    }
    transactions.forEach(it -> it.transaction().close());
    transactions.clear();
  }

  @Override
  public String toString() {
    return name + "/" + number() + " sequence=" + history.newest();
  }
}
