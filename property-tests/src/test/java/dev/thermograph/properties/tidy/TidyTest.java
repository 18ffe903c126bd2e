package dev.thermograph.properties.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The sources keep the rules of {@link TidyRules}, and each rule can be seen to fail.
 *
 * <p>{@code tidy-exceptions.txt} lists files that may break a rule, as {@code rule path}. The list
 * may only shrink: an entry that is not needed any more fails the test too.
 */
final class TidyTest {

  private static final String MAIN = "wal/src/main/java/dev/thermograph/wal/";
  private static final String TEST = "wal/src/test/java/dev/thermograph/wal/";

  @Test
  void theSourcesAreTidy() throws IOException {
    List<SourceFile> sources = Repository.sources();
    assertThat(sources).as("the sources are seen").hasSizeGreaterThan(20);
    Set<String> excepted = exceptions();
    List<Violation> violations = TidyRules.violations(sources).toList();
    assertThat(violations)
        .as("breaches that are not in tidy-exceptions.txt")
        .filteredOn(violation -> !excepted.contains(key(violation)))
        .isEmpty();
    Set<String> unneeded = new TreeSet<>(excepted);
    unneeded.removeAll(violations.stream().map(TidyTest::key).collect(Collectors.toSet()));
    assertThat(unneeded).as("entries of tidy-exceptions.txt to remove").isEmpty();
  }

  @Test
  void packageWithoutDescriptionIsFound() {
    assertThat(rules(source(MAIN + "Log.java", "final class Log {}"))).containsExactly("package");
  }

  @Test
  void packageThatIsNotNullMarkedIsFound() {
    assertThat(
            rules(
                source(MAIN + "package-info.java", "package dev.thermograph.wal;"),
                source(MAIN + "Log.java", "final class Log {}")))
        .containsExactly("package");
  }

  @Test
  void longFileIsFound() {
    String text = "final class LongTest {}\n" + "\n".repeat(TidyRules.FILE_LINES_MAX);
    assertThat(rules(source(TEST + "LongTest.java", text))).containsExactly("file");
  }

  @Test
  void longMethodIsFound() {
    String lines = "\n".repeat(TidyRules.METHOD_LINES_MAX);
    assertThat(rules(source(TEST + "ATest.java", "class ATest { void run() {" + lines + "} }")))
        .containsExactly("method");
  }

  @Test
  void workLeftOverWithoutIssueIsFound() {
    String word = "TO" + "DO";
    assertThat(rules(source(TEST + "ATest.java", "// " + word + " later\nclass ATest {}")))
        .containsExactly("todo");
    assertThat(rules(source(TEST + "ATest.java", "// " + word + "(#7) later\nclass ATest {}")))
        .isEmpty();
  }

  @Test
  void testThatNeverRunsIsFound() {
    assertThat(rules(source(TEST + "ATest.java", "@Disabled\nclass ATest {}")))
        .containsExactly("disabled");
  }

  @Test
  void layoutWithoutTestIsFound() {
    SourceFile layout = source(MAIN + "FrameLayout.java", "final class FrameLayout {}");
    SourceFile test = source(TEST + "FrameLayoutTest.java", "final class FrameLayoutTest {}");
    assertThat(rules(described(), layout)).containsExactly("layout");
    assertThat(rules(described(), layout, test)).isEmpty();
  }

  @Test
  void uncommentedPublicTypeIsFound() {
    assertThat(rules(described(), source(MAIN + "Log.java", "public final class Log {}")))
        .containsExactly("comment");
  }

  @Test
  void uncommentedPublicMethodIsFound() {
    assertThat(
            rules(
                described(),
                source(MAIN + "Log.java", "/** A log. */ public class Log { public void f() {} }"),
                source(MAIN + "View.java", "/** A view. */ public interface View { void f(); }")))
        .containsExactly("comment", "comment");
  }

  @Test
  void whatNoUserSeesNeedsNoComment() {
    assertThat(
            rules(
                described(),
                source(MAIN + "Hidden.java", "class Hidden { public void f() {} }"),
                source(
                    MAIN + "Log.java",
                    """
                    /** A log. */
                    public class Log {
                      @Override public String toString() { return ""; }
                      void f() {}
                      private static class Part { public void f() {} }
                      /** Runs. */
                      public Runnable g() { return new Runnable() { public void run() {} }; }
                    }
                    """)))
        .isEmpty();
  }

  private static List<String> rules(SourceFile... sources) {
    return TidyRules.violations(List.of(sources)).map(Violation::rule).toList();
  }

  private static SourceFile source(String path, String text) {
    return SourceFile.parse(path, text);
  }

  private static SourceFile described() {
    return source(MAIN + "package-info.java", "/** The log. */\n@NullMarked\npackage dev.wal;\n");
  }

  private static String key(Violation violation) {
    return violation.rule() + " " + violation.path();
  }

  private static Set<String> exceptions() throws IOException {
    Path list = Repository.root().resolve("property-tests/src/test/resources/tidy-exceptions.txt");
    return Files.readAllLines(list).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toSet());
  }
}
