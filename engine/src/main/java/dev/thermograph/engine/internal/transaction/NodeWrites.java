package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.kind.BoundKind;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.internal.read.UniqueRules;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates and changes nodes. Each method first does everything that may refuse, and then changes
 * the workspace. <b>Single-threaded:</b> its transaction. Hot path of bulk loads.
 */
final class NodeWrites {
  private final TransactionScope scope;
  private final Overlay overlay;
  private final Workspace workspace;
  private final ChangedElements nodes;
  private final UniqueCheck uniques;
  private final ShownElement shown = new ShownElement();

  NodeWrites(TransactionScope scope, UniqueCheck uniques) {
    this.scope = scope;
    this.overlay = scope.overlay();
    this.workspace = scope.workspace();
    this.nodes = workspace.nodes();
    this.uniques = uniques;
  }

  <T> int create(BoundNodeKind<T> kind, T properties) {
    return create(kind, kind.codec().write(properties, workspace.writer()));
  }

  int createFrom(BoundNodeKind<?> kind, Map<String, ? extends @Nullable Object> properties) {
    PropertyValue.MapOf tree = (PropertyValue.MapOf) JavaValues.of(properties);
    return create(kind, kind.codec().writeTree(tree, workspace.writer()));
  }

  private int create(BoundNodeKind<?> kind, int bytes) {
    return createAt(kind, workspace.scratch().place(workspace.writer(), bytes), bytes);
  }

  private int createAt(BoundNodeKind<?> kind, long block, int bytes) {
    uniques.requireFree(kind, block, UniqueCheck.NOBODY);
    int node = scope.nodeNumbers().take();
    workspace.scratch().keep(bytes);
    nodes.addCreated(node, kind.id(), 0, 0, block, bytes);
    uniques.claim(kind, node);
    return node;
  }

  /** Takes back that nodes were created. */
  void forget(List<NodeId> created) {
    created.forEach(id -> nodes.forget(nodes.find(id.number())));
  }

  void update(int node, Map<String, ? extends @Nullable Object> changes) {
    BoundNodeKind<?> kind = requireKind(node);
    int bytes =
        kind.codec().writeChanged(shown.segment(), shown.offset(), changes, workspace.writer());
    replace(kind, node, bytes);
  }

  /** Refuses a node that is not there. */
  int requireThere(NodeId id) {
    int node = scope.ids().requireNode(id);
    if (!overlay.hasNode(node)) {
      throw new NotFoundException("node is not there: id=" + id);
    }
    return node;
  }

  /** Shows a node that must be there. */
  private BoundNodeKind<?> requireKind(int node) {
    if (!overlay.showNode(node, shown)) {
      throw new NotFoundException("node is not there: id=" + scope.ids().node(node));
    }
    BoundKind<?> kind = scope.schema().find(shown.kind());
    if (kind instanceof BoundNodeKind<?> bound) {
      return bound;
    }
    throw new InvalidArgumentException(
        "kind is not in the tenant's schema: kind="
            + scope.schema().catalog().requireName(shown.kind()));
  }

  <T> void replace(BoundNodeKind<T> kind, int node, T properties) {
    if (requireKind(node).id() != kind.id()) {
      throw new NotFoundException(
          "node is of another kind: id="
              + scope.ids().node(node)
              + " kind="
              + kind.kind().name()
              + " found="
              + scope.schema().catalog().requireName(shown.kind()));
    }
    replace(kind, node, kind.codec().write(properties, workspace.writer()));
  }

  private void replace(BoundNodeKind<?> kind, int node, int bytes) {
    replaceAt(kind, node, workspace.scratch().place(workspace.writer(), bytes), bytes);
  }

  private void replaceAt(BoundNodeKind<?> kind, int node, long block, int bytes) {
    uniques.requireFree(kind, block, node);
    workspace.scratch().keep(bytes);
    uniques.claimChanged(kind, node, shown.segment(), shown.offset());
    int place = nodes.find(node);
    if (place == ChangedElements.ABSENT) {
      place = nodes.addThere(node, kind.id(), 0, 0);
    }
    nodes.put(place, block, bytes);
  }

  /** Returns the node with the same key, changed, or {@code -1 - node} for a new one. */
  <T> int upsert(BoundNodeKind<T> kind, T properties) {
    BoundUnique key = kind.key();
    if (key == null) {
      throw new InvalidArgumentException("kind has no key: kind=" + kind.kind().name());
    }
    int bytes = kind.codec().write(properties, workspace.writer());
    long block = workspace.scratch().place(workspace.writer(), bytes);
    int node = uniques.find(key, block);
    if (node == ElementSource.END) {
      return -1 - createAt(kind, block, bytes);
    }
    requireKind(node);
    replaceAt(kind, node, block, bytes);
    return node;
  }

  /** Returns the node with the same values, or {@code -1 - node} for a new one. */
  <T> int getOrCreate(BoundNodeKind<T> kind, String rule, T properties) {
    BoundUnique unique = UniqueRules.require(kind, rule);
    int bytes = kind.codec().write(properties, workspace.writer());
    long block = workspace.scratch().place(workspace.writer(), bytes);
    int node = uniques.find(unique, block);
    return node == ElementSource.END ? -1 - createAt(kind, block, bytes) : node;
  }
}
