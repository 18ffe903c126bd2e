package dev.thermograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.benchmarks.harness.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

  private static final String DOCUMENT =
      """
      # Title
      <!-- results: written by ./thermograph bench report -->
      old
      <!-- end of results -->
      The end.
      """;

  @Test
  void onlyWhatStandsBetweenTheMarksIsReplaced() {
    assertThat(Report.withResults(DOCUMENT, List.of(Planted.results(0.9))))
        .startsWith("# Title\n<!-- results:")
        .endsWith("<!-- end of results -->\nThe end.\n")
        .doesNotContain("old")
        .contains(
            "| `planted.ratio` | 0.90 | 0.90..0.90 | 0.85 reached | a rival | 0.90 op/s | 1.00 op/s |")
        .contains("| `planted.figure` | 1.50 | 0.25..123457 | us |  |")
        .contains("| `planted.low` | 0.70 | 0.50..0.80 | us | at most 0.60 **missed** |")
        .contains("| `planted.high` | 5.00 | 4.00..5.00 | op/s | at least 5.00 reached |")
        .contains("at commit 0123456789ab, 3 rounds, on 2 cores of");
  }

  @Test
  void missedBarIsSaid() {
    assertThat(Report.withResults(DOCUMENT, List.of(Planted.results(0.5))))
        .contains("0.85 **missed**");
  }

  @Test
  void writingTwiceChangesNothing() {
    String once = Report.withResults(DOCUMENT, List.of(Planted.results(0.9)));
    assertThat(Report.withResults(once, List.of(Planted.results(0.9)))).isEqualTo(once);
  }

  @Test
  void documentWithoutMarksIsRefused() {
    assertThatThrownBy(() -> Report.withResults("# Title\n", List.of()))
        .hasMessageContaining("marks");
  }

  @Test
  void quickResultsAreNotShown(@TempDir Path root) throws IOException {
    Path results = Files.createDirectories(Report.resultsDirectory(root));
    Files.writeString(results.resolve("planted-quick.json"), Planted.results(0.1).toJson());
    Files.writeString(results.resolve("planted.json"), Planted.results(0.9).toJson());
    assertThat(Report.read(results)).containsExactly(Planted.results(0.9));
  }

  @Test
  void fileThatIsNoResultIsNamed(@TempDir Path root) throws IOException {
    Path results = Files.createDirectories(Report.resultsDirectory(root));
    Files.writeString(results.resolve("wal.json"), "{}");
    assertThatThrownBy(() -> Report.read(results)).hasMessageContaining("wal.json is no result");
  }

  /** No figure in the document is typed by hand: ./thermograph bench report makes this pass. */
  @Test
  void documentOfThisRepositoryShowsItsKeptResults() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("thermograph.root")));
    String document = Files.readString(Report.document(root));
    assertThat(Report.withResults(document, Report.read(Report.resultsDirectory(root))))
        .isEqualTo(document);
  }
}
