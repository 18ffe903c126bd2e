package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockLayout;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a path into steps: {@code stops[].name} is {@code stops}, any element, {@code name}. See
 * {@link dev.thermograph.engine.filter.PropertyPath.Named}. <b>Single-threaded:</b> one path.
 */
final class PathSteps {
  private static final String ANY = "[]";

  private final String path;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  /** One step of a path. */
  sealed interface Step {
    /** To a field of a map, or to a property. */
    record Field(String name) implements Step {}

    /** To any element of a list. */
    record AnyElement() implements Step {}
  }

  private PathSteps(String path) {
    this.path = path;
  }

  /** The steps of a path, the first of which is a name. */
  static List<Step> of(String path) {
    return new PathSteps(path).parse();
  }

  private List<Step> parse() {
    steps.add(new Step.Field(name()));
    while (at < path.length()) {
      if (path.startsWith(ANY, at)) {
        at += ANY.length();
        steps.add(new Step.AnyElement());
      } else if (path.charAt(at) == '.') {
        at++;
        steps.add(new Step.Field(name()));
      } else {
        throw refused("a dot, [] or the end");
      }
      if (steps.size() > PropertyBlockLayout.NESTING_DEPTH_MAX) {
        throw refused("at most " + PropertyBlockLayout.NESTING_DEPTH_MAX + " steps");
      }
    }
    return List.copyOf(steps);
  }

  private String name() {
    if (at < path.length() && path.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < path.length() && ".[]\"".indexOf(path.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw refused("a name");
    }
    return path.substring(start, at);
  }

  /** A quote inside is doubled. */
  private String quoted() {
    StringBuilder name = new StringBuilder();
    at++;
    while (at < path.length()) {
      char next = path.charAt(at++);
      if (next != '"') {
        name.append(next);
      } else if (at < path.length() && path.charAt(at) == '"') {
        name.append('"');
        at++;
      } else {
        return name.toString();
      }
    }
    throw refused("a closing quote");
  }

  private InvalidArgumentException refused(String expected) {
    return new InvalidArgumentException(
        "path is not well-formed: path="
            + Messages.cut(path)
            + " position="
            + at
            + " expected="
            + expected);
  }
}
