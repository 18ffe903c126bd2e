package dev.thermograph.engine.internal.commit;

/** Is told which nodes a commit touches, while it is applied. <b>Single-threaded:</b> the lane. */
public interface NodeListener {
  /** Nobody listens. */
  NodeListener NONE =
      new NodeListener() {
        @Override
        public void changed(int node, int kind) {}

        @Override
        public void applied(long sequence) {}

        @Override
        public void moved(long oldestView, long durable) {}
      };

  /** A node was put or deleted; it may come more than once. Hot path. */
  void changed(int node, int kind);

  /** The commit is applied; all its nodes were told. Must not fail. */
  void applied(long sequence);

  /**
   * Horizons may have risen, and more commits may be durable. After each commit, and now and then.
   *
   * @param oldestView the oldest sequence that an open view sees; {@link Long#MAX_VALUE} for none
   * @param durable commits up to this one cannot be lost
   */
  void moved(long oldestView, long durable);
}
