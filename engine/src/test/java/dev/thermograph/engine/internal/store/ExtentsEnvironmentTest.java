package dev.thermograph.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.thermograph.engine.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the extents need from a JVM and a machine, and what they leave alone. */
final class ExtentsEnvironmentTest {
  @TempDir Path directory;

  @Test
  void thisJvmHasEveryFlag() {
    assertThat(JvmFlags.missing()).isEmpty();
  }

  @Test
  void missingFlagsAreNamedAndNoOthers() throws IOException, InterruptedException {
    assertThat(
            run(
                new EngineProcess(ExtentsChild.class)
                    .withoutFlagsOn("sun.nio.ch")
                    .withoutFlagsOn("java.lang")))
        .contains(
            "start the JVM with these flags, too: --add-opens=java.base/java.lang=ALL-UNNAMED"
                + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED"
                + System.lineSeparator());
    assertThat(run(new EngineProcess(ExtentsChild.class))).contains("none missing");
  }

  private List<String> arguments(String deed) {
    return List.of(directory.resolve("data").toString(), deed);
  }

  private String run(EngineProcess process) throws IOException, InterruptedException {
    return process.run(directory.resolve("output"), arguments("flags"));
  }

  @Test
  void runtimeWithoutACompilerIsRefusedByName() throws IOException, InterruptedException {
    assertThat(
            run(
                new EngineProcess(ExtentsChild.class)
                    .with("--limit-modules=java.se,jdk.unsupported")))
        .contains("start the JVM with these flags, too: --add-modules=jdk.compiler");
  }

  @Test
  void forbiddenUnsafeIsNamed() throws IOException, InterruptedException {
    assertThat(
            run(new EngineProcess(ExtentsChild.class).with("--sun-misc-unsafe-memory-access=deny")))
        .contains("start the JVM with these flags, too: --sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void opensWithoutCompilingAndWritesOnlyWhereItIsTold() throws IOException, InterruptedException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path loaded = directory.resolve("loaded-classes");
    String said =
        new EngineProcess(ExtentsChild.class)
            .with("-Duser.home=" + home)
            .with("-Djava.io.tmpdir=" + temporary)
            .with("-Xlog:class+load:file=" + loaded)
            .run(directory.resolve("output"), arguments("use"));
    assertThat(said.lines().filter(line -> !line.startsWith("opened in ms: ")))
        .as("it works, and Chronicle says nothing")
        .containsExactly("reopened: 1", "exit=0");
    assertThat(Files.readString(loaded))
        .contains("VanillaGlobalMutableState$$Native")
        .doesNotContain("com.sun.tools.javac.main.JavaCompiler ");
    assertThat(tree(home)).containsExactly("");
    assertThat(tree(temporary)).containsExactly("");
    assertThat(tree(directory))
        .containsExactly(
            "", "data", "data/extent-000000.map", "home", "loaded-classes", "output", "tmp");
  }

  @Test
  void opensWithoutANetwork() throws IOException, InterruptedException {
    assumeThat(EngineProcess.works("unshare", "-rn", "true"))
        .as("NOT TESTED: unshare -rn does not work here, so no empty network can be made")
        .isTrue();
    String said =
        new EngineProcess(ExtentsChild.class)
            .under("unshare", "-rn")
            .run(directory.resolve("output"), arguments("use"));
    assertThat(said).contains("reopened: 1").endsWith("exit=0");
  }

  @Test
  void fullDiskRefusesAnExtentAndLeavesNothingBehind() throws IOException, InterruptedException {
    assumeThat(EngineProcess.works("unshare", "-rm", "mount", "-t", "tmpfs", "x", "/mnt"))
        .as("NOT TESTED: no small file system can be mounted here")
        .isTrue();
    Path data = Files.createDirectory(directory.resolve("data"));
    String said =
        new EngineProcess(ExtentsChild.class)
            .under(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=5m small "
                    + data
                    + " && \"$@\" && ls -A "
                    + data
                    + "; echo end",
                "sh")
            .run(directory.resolve("output"), List.of(data.toString(), "grow"));
    assertThat(said)
        .contains(
            "refused after 4: no room for an extent", "Not enough space", "smaller one taken: 5");
    assertThat(said.lines().toList().reversed().subList(0, 8).reversed())
        .isEqualTo(
            List.of(
                "CLEAN",
                "extent-000000.map",
                "extent-000001.map",
                "extent-000002.map",
                "extent-000003.map",
                "extent-000004.map",
                "end",
                "exit=0"));
  }

  @Test
  void endOfTheJvmDoesNotUnmapUnderReaders() throws IOException, InterruptedException {
    String said =
        new EngineProcess(ExtentsChild.class).run(directory.resolve("output"), arguments("exit"));
    assertThat(said.lines())
        .containsExactly(
            "leaving", "reader alive at exit: true", "reader alive at exit: true", "exit=0");
  }

  private static List<String> tree(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }
}
