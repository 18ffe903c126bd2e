package dev.thermograph.benchmarks.report;

import dev.thermograph.benchmarks.harness.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes all kept results between two marks of {@code docs/performance.md}. */
public final class Report {
  /** How the files of quick runs end; they are not shown. */
  public static final String QUICK_SUFFIX = "-quick.json";

  private static final String BEGIN = "<!-- results: written by ./thermograph bench report -->";
  private static final String END = "<!-- end of results -->";

  private Report() {}

  /** Where results are kept. */
  public static Path resultsDirectory(Path root) {
    return root.resolve("benchmarks/results");
  }

  static Path document(Path root) {
    return root.resolve("docs/performance.md");
  }

  /**
   * Rewrites the document of a repository.
   *
   * @return the document
   */
  public static Path write(Path root) throws IOException {
    Path document = document(root);
    String text = Files.readString(document);
    Files.writeString(document, withResults(text, read(resultsDirectory(root))));
    return document;
  }

  /** The kept results that are cited, by name of their files. */
  static List<Results> read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Report::isCited).sorted().toList();
    }
    List<Results> results = new ArrayList<>();
    for (Path file : files) {
      try {
        results.add(Results.fromJson(Files.readString(file)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + " is no result: " + e.getMessage(), e);
      }
    }
    return results;
  }

  private static boolean isCited(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.endsWith(QUICK_SUFFIX);
  }

  /** The document with what stands between its marks replaced. */
  static String withResults(String document, List<Results> results) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the document lacks its marks: begin=%d end=%d", begin, end));
    }
    String shown =
        results.isEmpty()
            ? "No result is kept yet.\n"
            : results.stream().map(ResultsTable::of).collect(Collectors.joining("\n"));
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + shown
        + "\n"
        + document.substring(end);
  }
}
