package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.graph.GraphStore;

/** Sources that are wrong in one thing each, to show that the comparison would find it. */
enum PlantedBug {
  /** Sees one commit too few. */
  ONE_COMMIT_LATE {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      return new StoreSource(store, sequence - 1);
    }
  },

  /** Shows nodes as they are now, so lookups find values that came later. */
  NODES_OF_NOW {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      StoreSource now = new StoreSource(store, Long.MAX_VALUE);
      return new ForwardingSource(new StoreSource(store, sequence)) {
        @Override
        public boolean showNode(int node, ShownElement shown) {
          return now.showNode(node, shown);
        }
      };
    }
  },

  /** Forgets the last edge of long lists. */
  SHORT_WALKS {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      return new ForwardingSource(new StoreSource(store, sequence)) {
        @Override
        public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
          int[] left = {3};
          super.walk(
              node,
              edgeKind,
              incoming,
              (edge, neighbour) -> left[0]-- > 0 && sink.take(edge, neighbour));
        }
      };
    }
  },

  /** Takes incoming edges for outgoing ones. */
  WRONG_DIRECTION {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      return new ForwardingSource(new StoreSource(store, sequence)) {
        @Override
        public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
          super.walk(node, edgeKind, !incoming, sink);
        }
      };
    }
  },

  /** Scans from the second node on. */
  FIRST_NODE_MISSED {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      return new ForwardingSource(new StoreSource(store, sequence)) {
        @Override
        public int nextNode(int kind, int from) {
          return super.nextNode(kind, Math.max(1, from));
        }
      };
    }
  },

  /** Ends a lookup at its first candidate. */
  FIRST_CANDIDATE_ONLY {
    @Override
    ElementSource plant(GraphStore store, long sequence) {
      return new ForwardingSource(new StoreSource(store, sequence)) {
        @Override
        public void lookUp(long hash, CandidateSink sink) {
          super.lookUp(
              hash,
              node -> {
                sink.take(node);
                return false;
              });
        }
      };
    }
  };

  /** The store at a sequence, but for the bug. */
  abstract ElementSource plant(GraphStore store, long sequence);
}
