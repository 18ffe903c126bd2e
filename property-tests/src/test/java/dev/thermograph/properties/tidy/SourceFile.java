package dev.thermograph.properties.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java source as text and as a syntax tree; nothing is resolved.
 *
 * @param path from the root of the repository, with forward slashes
 * @param text what the file holds
 * @param unit the parsed file
 * @param trees finds positions and doc comments in {@code unit}
 */
record SourceFile(String path, String text, CompilationUnitTree unit, Trees trees) {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  static SourceFile read(Path root, Path file) {
    try {
      String path = root.relativize(file).toString().replace('\\', '/');
      return parse(path, Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static SourceFile parse(String path, String text) {
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(
                null, null, null, List.of("-proc:none"), null, List.of(new InMemory(path, text)));
    try {
      return new SourceFile(path, text, task.parse().iterator().next(), Trees.instance(task));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean isMain() {
    return path.contains("/src/main/java/");
  }

  boolean isPackageInfo() {
    return path.endsWith("/package-info.java");
  }

  String directory() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  long lineCount() {
    return text.lines().count();
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String path, String text) {
      super(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
