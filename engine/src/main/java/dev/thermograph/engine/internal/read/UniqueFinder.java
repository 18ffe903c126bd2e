package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueValues;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node that has given values where a key or a unique rule compares. What the index lists
 * is verified: the node is there, is of the rule's kind and has the same values.
 * <b>Single-threaded:</b> whoever owns it. Allocates little.
 */
public final class UniqueFinder implements ElementSource.CandidateSink {
  private final ElementSource source;
  private final ShownElement shown = new ShownElement();
  private final PropertyBlockReader candidate = new PropertyBlockReader();
  private @Nullable Probe probe;
  private int kind;
  private int found;

  /** Looks in this source. */
  public UniqueFinder(ElementSource source) {
    this.source = source;
  }

  /**
   * Number of the node with these values, or {@link ElementSource#END}.
   *
   * @param values shows a block that has them all, see {@link UniqueValues#areThere}
   */
  public int find(BoundUnique unique, PropertyBlockReader values) {
    return find(unique.kindId(), new BlockProbe(unique, values));
  }

  /** Number of the node of a kind that a probe matches, or {@link ElementSource#END}. */
  int find(int wantedKind, Probe wanted) {
    probe = wanted;
    kind = wantedKind;
    found = ElementSource.END;
    source.lookUp(wanted.hash(), this);
    return found;
  }

  @Override
  public boolean take(int node) {
    if (probe == null) {
      throw new IllegalStateException("no search is under way: node=" + node);
    }
    if (source.showNode(node, shown)
        && shown.kind() == kind
        && probe.matches(candidate.wrap(shown.segment(), shown.offset()))) {
      found = node;
      return false;
    }
    return true;
  }

  /** The node that was found. */
  ShownElement shown() {
    return shown;
  }
}
