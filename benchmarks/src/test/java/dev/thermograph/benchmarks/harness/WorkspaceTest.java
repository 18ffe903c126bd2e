package dev.thermograph.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {

  @Test
  void directoryKeptInMemoryIsRefused() {
    assertThatThrownBy(() -> Workspace.requireDisk(Path.of("/dev/shm"), "tmpfs"))
        .isInstanceOf(UnfitMachineException.class)
        .hasMessageContaining("/dev/shm")
        .hasMessageContaining("tmpfs")
        .hasMessageContaining("--directory");
  }

  @Test
  void workspaceIsRemovedWithAllThatIsInIt(@TempDir Path parent) throws IOException {
    try (Workspace workspace = Workspace.create(parent)) {
      Path inside = Files.createDirectories(workspace.directory().resolve("a/b"));
      Files.writeString(inside.resolve("c"), "text");
    }
    assertThat(parent).isEmptyDirectory();
  }
}
