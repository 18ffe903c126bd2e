package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kind declares at the end of a path. <em>Stateless.</em> */
final class PathTypes {
  private PathTypes() {}

  /**
   * The declared type, or null when anything may be there.
   *
   * @throws InvalidArgumentException when the kind says that nothing ever is
   */
  static @Nullable PropertyType find(NodeKind<?> kind, String path, List<PathSteps.Step> steps) {
    PropertyType type = kind.isOpen() ? PropertyType.Scalar.ANY : first(kind, path, steps);
    for (PathSteps.Step step : steps.subList(1, steps.size())) {
      PropertyType inside = step(type, step);
      if (inside == null) {
        throw new InvalidArgumentException(
            "path leads where the kind has nothing: kind="
                + kind.name()
                + " path="
                + Messages.cut(path)
                + " step="
                + step
                + " in="
                + Messages.cut(type.describe()));
      }
      type = inside;
    }
    return type == PropertyType.Scalar.ANY ? null : type;
  }

  private static PropertyType first(NodeKind<?> kind, String path, List<PathSteps.Step> steps) {
    if (steps.getFirst() instanceof PathSteps.Step.Field(String name)) {
      return kind.findProperty(name)
          .map(PropertyDefinition::type)
          .orElseThrow(
              () ->
                  new InvalidArgumentException(
                      "kind has no such property: kind="
                          + kind.name()
                          + " property="
                          + Messages.cut(name)));
    }
    throw new IllegalStateException("a path begins with a name: path=" + path);
  }

  /** The type that a step leads to, or null when it leads nowhere. */
  private static @Nullable PropertyType step(PropertyType type, PathSteps.Step step) {
    if (type == PropertyType.Scalar.ANY) {
      return type;
    }
    return switch (step) {
      case PathSteps.Step.AnyElement() ->
          type instanceof PropertyType.ListOf(PropertyType element, _) ? element : null;
      case PathSteps.Step.Field(String name) -> field(type, name);
    };
  }

  private static @Nullable PropertyType field(PropertyType type, String name) {
    if (type instanceof PropertyType.MapOf(PropertyType element, _)) {
      return element;
    }
    if (type instanceof PropertyType.RecordOf(var fields)) {
      for (PropertyType.Field field : fields) {
        if (field.name().equals(name)) {
          return field.type();
        }
      }
    }
    return null;
  }
}
