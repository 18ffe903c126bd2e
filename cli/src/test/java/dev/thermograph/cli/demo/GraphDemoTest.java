package dev.thermograph.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphDemoTest {

  @Test
  void everyStepIsShownAndNamesWhatItFound(@TempDir Path parent) throws IOException {
    StringWriter out = new StringWriter();
    try (DemoDirectory directory = DemoDirectory.create(parent, false)) {
      new GraphDemo(new PrintWriter(out, true), directory.path()).run();
    }
    assertThat(out.toString())
        .containsPattern("1\\. Write[\\s\\S]+acme: +3 people, 2 edges; sequence=\\d+")
        .containsPattern("2\\. Read[\\s\\S]+knows or is known by \\[Charles, Mary\\]")
        .containsPattern("3\\. Refuse[\\s\\S]+ConstraintException: .*name=\"Ada\"")
        .containsPattern("PropertyRuleException: .*property=born")
        .containsPattern("InvalidArgumentException: id belongs to another tenant")
        .containsPattern("4\\. Look back[\\s\\S]+at sequence .*name=Charles")
        .containsPattern("5\\. Crash[\\s\\S]+: (\\d+) of \\1 acknowledged commits are there")
        .containsPattern("6\\. Memory[\\s\\S]+acme is dropped: 3 nodes")
        .containsPattern("UnknownTenantException: .*tenant=acme")
        .doesNotContain("\u001b");
    assertThat(parent).isEmptyDirectory();
  }
}
