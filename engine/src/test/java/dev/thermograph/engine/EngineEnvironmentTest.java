package dev.thermograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine needs from a JVM and a machine, and what it leaves alone. */
final class EngineEnvironmentTest {
  private static final String WORKS = "again: [Alice]\nreopened: [Alice]\ndropped: 1\nexit=0";

  @TempDir Path directory;

  private String use(EngineProcess process) throws IOException, InterruptedException {
    Path data = directory.resolve("data");
    return process
        .run(directory.resolve("output"), List.of(data.toString(), "use"))
        .replace(System.lineSeparator(), "\n");
  }

  @Test
  void itWritesNowhereElse() throws IOException, InterruptedException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    assertThat(
            use(
                new EngineProcess(EngineChild.class)
                    .with("-Duser.home=" + home)
                    .with("-Djava.io.tmpdir=" + temporary)))
        .isEqualTo(WORKS);
    assertThat(tree(home)).containsExactly("");
    assertThat(tree(temporary)).containsExactly("");
    assertThat(tree(directory))
        .filteredOn(path -> !path.startsWith("data"))
        .containsExactly("", "home", "output", "tmp");
    assertThat(tree(directory.resolve("data")))
        .filteredOn(path -> !path.startsWith("log/") && !path.startsWith("tenants-"))
        .containsExactly("", "LOCK", "log", "tenants");
  }

  @Test
  void itNeedsNoNetwork() throws IOException, InterruptedException {
    assumeThat(EngineProcess.works("unshare", "-rn", "true"))
        .as("NOT TESTED: unshare -rn does not work here, so no empty network can be made")
        .isTrue();
    assertThat(use(new EngineProcess(EngineChild.class).under("unshare", "-rn"))).isEqualTo(WORKS);
  }

  @Test
  void missingFlagsAreNamedBeforeAnythingIsTouched() throws IOException, InterruptedException {
    assertThat(
            use(
                new EngineProcess(EngineChild.class)
                    .withoutFlagsOn("sun.nio.ch")
                    .withoutFlagsOn("java.lang")))
        .contains("MissingJvmFlagsException")
        .contains(
            "start the JVM with these flags, too: --add-opens=java.base/java.lang=ALL-UNNAMED"
                + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED\n");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private static List<String> tree(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }
}
