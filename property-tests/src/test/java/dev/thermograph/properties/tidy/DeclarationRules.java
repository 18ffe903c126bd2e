package dev.thermograph.properties.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The rules about types and methods: methods are short, and what a user of the product can see has
 * a doc comment. An overriding method inherits its comment; a test needs none.
 */
final class DeclarationRules extends TreePathScanner<@Nullable Void, @Nullable Void> {

  private final SourceFile source;
  private final List<Violation> violations = new ArrayList<>();

  DeclarationRules(SourceFile source) {
    this.source = source;
  }

  List<Violation> violations() {
    scan(source.unit(), null);
    return violations;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    if (isVisible()) {
      requireComment("type " + type.getSimpleName());
    }
    return super.visitClass(type, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    SourcePositions positions = source.trees().getSourcePositions();
    LineMap lines = source.unit().getLineMap();
    long start = lines.getLineNumber(positions.getStartPosition(source.unit(), method));
    long end = lines.getLineNumber(positions.getEndPosition(source.unit(), method));
    long lineCount = end - start + 1;
    String name = "method " + method.getName();
    if (lineCount > TidyRules.METHOD_LINES_MAX) {
      violations.add(
          TidyRules.tooLong("method", source.path(), name, lineCount, TidyRules.METHOD_LINES_MAX));
    }
    if (isVisible() && !isOverride(method)) {
      requireComment(name);
    }
    return super.visitMethod(method, null);
  }

  private void requireComment(String what) {
    if (source.trees().getDocComment(getCurrentPath()) == null) {
      violations.add(new Violation("comment", source.path(), what + " is public, uncommented"));
    }
  }

  private static boolean isOverride(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  /** Whether the declaration at the current path and all around it are public or protected. */
  private boolean isVisible() {
    if (!source.isMain()) {
      return false;
    }
    for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
      if (!isOpen(path)) {
        return false;
      }
    }
    return true;
  }

  /** What lies inside a method, such as a local class, is seen by nobody. */
  private boolean isOpen(TreePath path) {
    boolean inInterface = path.getParentPath() != null && isInterface(path.getParentPath());
    return switch (path.getLeaf()) {
      case ClassTree type -> inInterface || isOpen(type.getModifiers());
      case MethodTree method when path != getCurrentPath() -> false;
      case MethodTree method when inInterface ->
          !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
      case MethodTree method -> isOpen(method.getModifiers());
      default -> true;
    };
  }

  private static boolean isOpen(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC)
        || modifiers.getFlags().contains(Modifier.PROTECTED);
  }

  private static boolean isInterface(TreePath path) {
    Tree.Kind kind = path.getLeaf().getKind();
    return kind == Tree.Kind.INTERFACE || kind == Tree.Kind.ANNOTATION_TYPE;
  }
}
