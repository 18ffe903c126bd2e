package dev.thermograph.properties.tidy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about sources that no other tool checks. Each takes all sources and names breaches. */
final class TidyRules {

  static final int FILE_LINES_MAX = 700;
  static final int METHOD_LINES_MAX = 60;

  /** The square brackets keep this line from matching itself. */
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b(?!\\(#\\d+\\))");

  private static final Pattern DISABLED = Pattern.compile("^\\s*@(Disabled|Ignore)\\b");

  private TidyRules() {}

  static Stream<Violation> violations(List<SourceFile> sources) {
    return Stream.of(
            packagesAreDescribed(sources),
            filesAreShort(sources),
            sources.stream().flatMap(source -> new DeclarationRules(source).violations().stream()),
            lines(
                sources,
                "todo",
                LEFT_OVER.asPredicate(),
                "work left over names no issue, like (#7)"),
            lines(sources, "disabled", DISABLED.asPredicate(), "a test that never runs"),
            layoutsAreTested(sources))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> packagesAreDescribed(List<SourceFile> sources) {
    Set<String> described =
        sources.stream()
            .filter(SourceFile::isPackageInfo)
            .filter(source -> source.text().contains("\n@NullMarked\n"))
            .map(SourceFile::directory)
            .collect(Collectors.toSet());
    return sources.stream()
        .filter(SourceFile::isMain)
        .map(SourceFile::directory)
        .distinct()
        .filter(directory -> !described.contains(directory))
        .map(path -> new Violation("package", path, "no package-info.java with @NullMarked"));
  }

  private static Stream<Violation> filesAreShort(List<SourceFile> sources) {
    return sources.stream()
        .filter(source -> source.lineCount() > FILE_LINES_MAX)
        .map(source -> tooLong("file", source.path(), "file", source.lineCount(), FILE_LINES_MAX));
  }

  static Violation tooLong(String rule, String path, String what, long lines, long max) {
    return new Violation(rule, path, what + " is too long: lines=" + lines + " max=" + max);
  }

  private static Stream<Violation> lines(
      List<SourceFile> sources, String rule, Predicate<String> pattern, String text) {
    return sources.stream()
        .flatMap(
            source ->
                source
                    .text()
                    .lines()
                    .filter(pattern)
                    .map(
                        line -> new Violation(rule, source.path(), text + " in: " + line.strip())));
  }

  private static Stream<Violation> layoutsAreTested(List<SourceFile> sources) {
    Set<String> tests =
        sources.stream()
            .filter(source -> !source.isMain())
            .map(SourceFile::fileName)
            .collect(Collectors.toSet());
    return sources.stream()
        .filter(source -> source.isMain() && source.fileName().endsWith("Layout.java"))
        .filter(source -> !tests.contains(source.fileName().replace(".java", "Test.java")))
        .map(source -> new Violation("layout", source.path(), "no test class named ...LayoutTest"));
  }
}
