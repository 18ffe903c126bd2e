package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.kind.BoundUnique;
import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the rules of a kind by name. <em>Stateless.</em> */
public final class UniqueRules {
  private UniqueRules() {}

  /** The rule that a kind's key is. */
  public static BoundUnique requireKey(BoundNodeKind<?> kind) {
    BoundUnique key = kind.key();
    if (key == null) {
      throw new InvalidArgumentException("kind has no key: kind=" + kind.kind().name());
    }
    return key;
  }

  /** The unique rule of this name; a key counts as one when no rule is named like it. */
  public static BoundUnique require(BoundNodeKind<?> kind, String name) {
    BoundUnique found = find(kind, name);
    if (found == null) {
      List<String> known = kind.uniques().stream().map(it -> it.rule().name()).toList();
      throw new InvalidArgumentException(
          "kind has no such unique rule: kind="
              + kind.kind().name()
              + " rule="
              + name
              + " rules="
              + known);
    }
    return found;
  }

  private static @Nullable BoundUnique find(BoundNodeKind<?> kind, String name) {
    BoundUnique found = null; // the key is the first of them, so any rule comes later
    for (BoundUnique unique : kind.uniques()) {
      if (unique.rule().name().equals(name)) {
        found = unique;
      }
    }
    return found;
  }
}
