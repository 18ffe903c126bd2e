package dev.thermograph.properties.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository says about itself is true: links lead somewhere, the BOM is complete. */
final class RepositoryTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern VERSION = Pattern.compile("<version>(.+?)</version>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+?)</artifactId>");

  /** Modules that nobody depends on from outside. */
  private static final Set<String> UNPUBLISHED =
      Set.of("bom", "benchmarks", "benchmarks/peers", "property-tests");

  @Test
  void linksBetweenDocumentsLeadSomewhere() throws IOException {
    for (Path document : Repository.filesEndingWith(".md")) {
      assertThat(brokenLinks(document, Files.readString(document))).as("%s", document).isEmpty();
    }
  }

  @Test
  void brokenLinkIsFound() {
    Path readme = Repository.root().resolve("README.md");
    assertThat(brokenLinks(readme, "[a](LICENSE) [b](https://example.org/x) [c](no/such.md#here)"))
        .containsExactly("no/such.md");
  }

  @Test
  void bomListsEveryPublishedModuleAtTheSameVersion() throws IOException {
    Path root = Repository.root();
    String parent = Files.readString(root.resolve("pom.xml"));
    String bom = Files.readString(root.resolve("bom/pom.xml"));
    Set<String> published =
        all(MODULE, parent)
            .filter(module -> !UNPUBLISHED.contains(module))
            .map(module -> "thermograph-" + module)
            .collect(Collectors.toSet());
    Set<String> listed =
        all(ARTIFACT, bom)
            .filter(name -> name.startsWith("thermograph-") && !name.equals("thermograph-bom"))
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(published);
    assertThat(all(VERSION, bom).findFirst()).isEqualTo(all(VERSION, parent).findFirst());
  }

  private static List<String> brokenLinks(Path document, String text) {
    return all(LINK, text).filter(link -> !Files.exists(document.resolveSibling(link))).toList();
  }

  private static Stream<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1));
  }
}
