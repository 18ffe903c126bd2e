package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * A file of format version 1 as it was written once. It is never made anew: when today's code does
 * not read it, users' snapshots cannot be read either, and what is needed is another version. When
 * today's code writes other bytes that mean the same, such as hashes in another order, {@link
 * #todaysCodeReadsTheFile} still holds, and only then the other test may be given up.
 *
 * <p>{@code -Dthermograph.golden=directory} writes the file of a <em>new</em> version there.
 */
final class SnapshotGoldenTest {
  private static final String FILE = "snapshot-v1.tgs.gz";
  private static final String TEXT = "snapshot-v1.txt";

  @Test
  void todaysCodeWritesTheSameBytes() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      byte[] now = SnapshotFiles.bytesOf(graph.state());
      String target = System.getProperty("thermograph.golden");
      if (target != null) {
        Files.write(Path.of(target).resolve(FILE), compress(now));
        Files.write(Path.of(target).resolve(TEXT), SnapshotFiles.textOf(now));
      }
      assertThat(now).isEqualTo(golden());
    }
  }

  @Test
  void todaysCodeReadsTheFile() throws IOException {
    try (InputStream text = resource(TEXT)) {
      List<String> wanted =
          new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(wanted).hasSizeGreaterThan(60);
      assertThat(SnapshotFiles.textOf(golden())).isEqualTo(wanted);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        SnapshotGoldenTest.class.getResourceAsStream("golden/" + name), name);
  }

  private static byte[] golden() throws IOException {
    try (InputStream bytes = new GZIPInputStream(resource(FILE))) {
      return bytes.readAllBytes();
    }
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
