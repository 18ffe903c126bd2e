package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.kind.UniqueValues;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.UniqueRule;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a key or a unique value that another node has, and lists what the transaction's own nodes
 * have. <b>Single-threaded:</b> its transaction. Hot path of bulk loads.
 */
final class UniqueCheck implements ElementSource.CandidateSink {
  /** Stands for a node that is not there yet. */
  static final int NOBODY = -1;

  private final Overlay overlay;
  private final UniqueClaims claims;
  private final PropertyTrees trees;
  private final ElementIds ids;
  private final PropertyBlockReader wanted = new PropertyBlockReader();
  private final PropertyBlockReader candidate = new PropertyBlockReader();
  private final ShownElement shown = new ShownElement();

  /** Hashes of the rules that compare the block which was checked last. */
  private final long[] hashes = new long[NodeKind.UNIQUE_COUNT_MAX + 1];

  private final boolean[] isCompared = new boolean[hashes.length];

  private @Nullable BoundUnique rule;
  private int self;
  private int found;

  UniqueCheck(Overlay overlay, PropertyTrees trees, ElementIds ids) {
    this.overlay = overlay;
    this.claims = overlay.workspace().claims();
    this.trees = trees;
    this.ids = ids;
  }

  /**
   * Refuses a block when another node has the same values where a rule compares.
   *
   * @param node whose block it is to be, or {@link #NOBODY}
   */
  void requireFree(BoundNodeKind<?> kind, long block, int node) {
    List<BoundUnique> rules = kind.uniques();
    if (rules.isEmpty()) {
      return;
    }
    wanted.wrap(Memory.EVERYTHING, block);
    for (int index = 0; index < rules.size(); index++) {
      BoundUnique unique = rules.get(index);
      isCompared[index] = UniqueValues.areThere(unique, wanted);
      if (isCompared[index]) {
        hashes[index] = UniqueValues.hash(unique, wanted);
        requireFree(kind, unique, hashes[index], node);
      }
    }
  }

  private void requireFree(BoundNodeKind<?> kind, BoundUnique unique, long hash, int node) {
    int owner = find(unique, hash, node);
    if (owner != ElementSource.END) {
      throw new ConstraintException(
          ConstraintException.Rule.UNIQUE,
          "another node has this value: kind="
              + kind.kind().name()
              + " rule="
              + unique.rule().name()
              + " value="
              + describe(unique)
              + " node="
              + ids.node(owner));
    }
  }

  /** The node with the values of a block where a rule compares, or {@link ElementSource#END}. */
  int find(BoundUnique unique, long block) {
    wanted.wrap(Memory.EVERYTHING, block);
    return UniqueValues.areThere(unique, wanted)
        ? find(unique, UniqueValues.hash(unique, wanted), NOBODY)
        : ElementSource.END;
  }

  private int find(BoundUnique unique, long hash, int node) {
    rule = unique;
    self = node;
    found = ElementSource.END;
    overlay.lookUp(hash, this);
    return found;
  }

  @Override
  public boolean take(int node) {
    BoundUnique unique = Objects.requireNonNull(rule);
    boolean isOther =
        node != self
            && overlay.showNode(node, shown)
            && shown.kind() == unique.kindId()
            && UniqueValues.areEqual(
                unique, wanted, candidate.wrap(shown.segment(), shown.offset()));
    if (isOther) {
      found = node;
    }
    return !isOther;
  }

  /** Lists a new node under the hashes of the block that was checked last. */
  void claim(BoundNodeKind<?> kind, int node) {
    for (int index = 0; index < kind.uniques().size(); index++) {
      if (isCompared[index]) {
        claims.add(hashes[index], node);
      }
    }
  }

  /** As {@link #claim}, but for hashes that it had before, under which it is listed already. */
  void claimChanged(BoundNodeKind<?> kind, int node, MemorySegment memory, long oldBlock) {
    List<BoundUnique> rules = kind.uniques();
    for (int index = 0; index < rules.size(); index++) {
      if (isCompared[index]) {
        candidate.wrap(memory, oldBlock);
        boolean isSame =
            UniqueValues.areThere(rules.get(index), candidate)
                && UniqueValues.hash(rules.get(index), candidate) == hashes[index];
        if (!isSame) {
          claims.add(hashes[index], node);
        }
      }
    }
  }

  private String describe(BoundUnique unique) {
    StringBuilder text = new StringBuilder();
    UniqueRule declared = unique.rule();
    for (int at = 0; at < unique.keyIds().size(); at++) {
      PropertyValue value = trees.read(wanted, wanted.findKey(unique.keyIds().get(at)));
      text.append(at == 0 ? "" : ", ").append(declared.properties().get(at));
      text.append('=').append(value.shown());
    }
    return text.toString();
  }
}
