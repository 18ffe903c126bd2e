package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Judges whether a history keeps what a {@link Level} promises. What it says is proven: no
 * execution of that level explains the history. It is complete, too, where the order of versions is
 * known, that is for lists whose final state was looked at and for registers whose writers have
 * sequences.
 *
 * <p>Cost: linear in the operations and in the lengths of the lists read, apart from sorting, and
 * from a bounded search for a readable cycle in each of a bounded number of components.
 */
public final class IsolationChecker {

  /** Components of one stage that are reported; a broken history has very many. */
  private static final int COMPONENTS_MAX = 20;

  private final History history;
  private final Level level;
  private final Findings findings;

  private IsolationChecker(History history, Level level) {
    this.history = history;
    this.level = level;
    this.findings = new Findings(level);
  }

  /** Judges a history. */
  public static Report check(History history, Level level) {
    return new IsolationChecker(history, level).check();
  }

  private Report check() {
    DependencyGraph graph = infer();
    Map<Stage, BitSet> reported = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (level.looksAt(stage)) {
        reported.put(stage, findCycles(new Walk(graph, stage), reported));
      }
    }
    return new Report(findings.found(), graph.counts());
  }

  private DependencyGraph infer() {
    WrittenValues values = new WrittenValues(history);
    Fates fates = new Fates(history, values, level);
    LostAppends.find(history, values, fates, findings);
    values.markLast(history);
    ExternalReads reads = new ExternalReads(history, fates, findings);

    var graph = new DependencyGraph.Builder(history.transactions().size());
    Names names = new Names(history);
    ListCleaner cleaner = new ListCleaner(values, fates, findings, names);
    new ListOrders(cleaner, values, graph, findings, names).addAll(reads.lists(), history.end());
    new RegisterOrders(values, fates, graph, findings, names).addAll(history, reads.registers());
    TimeOrders times = new TimeOrders(history, fates, graph);
    times.addProcesses();
    times.addRealtime();
    times.addSequences(findings);
    return graph.build();
  }

  /** Reports one cycle of each component that no earlier stage has reported. */
  private BitSet findCycles(Walk walk, Map<Stage, BitSet> reported) {
    BitSet known = new BitSet();
    reported.forEach(
        (stage, nodes) -> {
          if (stage.isWithin(walk.stage())) {
            known.or(nodes);
          }
        });
    BitSet here = new BitSet();
    List<int[]> fresh = new ArrayList<>();
    for (int[] component : Components.find(walk)) {
      BitSet nodes = nodes(component);
      if (!nodes.intersects(known)) {
        fresh.add(component);
      }
      here.or(nodes);
    }
    report(walk, fresh);
    return here;
  }

  private static BitSet nodes(int[] component) {
    BitSet nodes = new BitSet();
    for (int state : component) {
      nodes.set(Walk.node(state));
    }
    return nodes;
  }

  private void report(Walk walk, List<int[]> components) {
    if (components.isEmpty()) {
      return;
    }
    CycleSearch search = new CycleSearch(walk);
    CycleText text = new CycleText(history);
    components.stream()
        .limit(COMPONENTS_MAX)
        .map(search::easiest)
        .forEach(cycle -> findings.add(CycleNames.of(walk.stage(), cycle), text.of(cycle)));
  }
}
