package dev.thermograph.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersTest {
  @TempDir Path root;

  @Test
  void peerThatIsNotBuiltIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> new Peers(root).classPath("neo4j"))
        .hasMessageContaining("--peers")
        .hasMessageContaining("peer=neo4j");
  }

  @Test
  void versionIsThatOfTheJarWithTheShortestName() throws IOException {
    Path libraries = Files.createDirectories(root.resolve("benchmarks/peers/neo4j/target/lib"));
    for (String name : new String[] {"neo4j-io-5.1.jar", "neo4j-5.1.jar", "neo4x-1.jar"}) {
      Files.createFile(libraries.resolve(name));
    }
    Peers peers = new Peers(root);
    assertThat(peers.version("neo4j")).isEqualTo("neo4j-5.1");
    assertThat(peers.classPath("neo4j")).endsWith("target/lib/*").contains("target/classes:");
  }
}
