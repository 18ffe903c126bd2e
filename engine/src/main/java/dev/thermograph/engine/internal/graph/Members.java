package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The {@link KindMembers} of each kind that has ever had a node. <b>Threads:</b> one writer calls
 * {@link #require}; any thread {@link #find}.
 */
final class Members {
  private final Space space;
  private volatile @Nullable KindMembers[] kinds = new KindMembers[0];

  Members(Space space) {
    this.space = space;
  }

  @Nullable KindMembers find(int kind) {
    @Nullable KindMembers[] known = kinds;
    return kind < known.length ? known[kind] : null;
  }

  KindMembers require(int kind) {
    KindMembers found = find(kind);
    if (found == null) {
      found = new KindMembers(space);
      @Nullable KindMembers[] grown = Arrays.copyOf(kinds, Math.max(kinds.length, kind + 1));
      grown[kind] = found;
      kinds = grown;
    }
    return found;
  }

  /** Says where the bitmaps are. */
  void save(RootWriter roots) {
    @Nullable KindMembers[] known = kinds;
    roots.putInt(known.length);
    for (KindMembers ofKind : known) {
      roots.putInt(ofKind == null ? 0 : 1);
      if (ofKind != null) {
        ofKind.save(roots);
      }
    }
  }

  /** Finds them again; it must be empty. */
  void restore(RootReader roots) {
    int count = roots.getCount();
    for (int kind = 0; kind < count; kind++) {
      if (roots.getInt() != 0) {
        require(kind).restore(roots);
      }
    }
  }
}
