package dev.thermograph.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogDemoTest {

  @Test
  void everyStepIsShownAndNamesWhatItFound(@TempDir Path parent) throws IOException {
    StringWriter out = new StringWriter();
    try (DemoDirectory directory = DemoDirectory.create(parent, false)) {
      new LogDemo(new PrintWriter(out, true), directory.path()).run();
    }
    assertThat(out.toString())
        .containsPattern("1\\. Append[\\s\\S]+one caller: +\\d+ records, median \\d+ us")
        .containsPattern("2\\. Crash[\\s\\S]+process \\d+ killed \\(kill -9\\)")
        .containsPattern("3\\. Recover[\\s\\S]+acknowledged records found: (\\d+) of \\1\\R")
        .containsPattern("4\\. Damage[\\s\\S]+refused: .*file=wal-\\d+\\.log offset=\\d+")
        .containsPattern("5\\. Files[\\s\\S]+wal-0000000000000001\\.log  4096 KiB  segment")
        .doesNotContain("\u001b");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void directoryIsKeptWhenItsFilesAreWanted(@TempDir Path parent) throws IOException {
    try (DemoDirectory directory = DemoDirectory.create(parent.resolve("missing"), true)) {
      Files.writeString(directory.path().resolve("file"), "text");
    }
    assertThat(parent).isDirectoryRecursivelyContaining("glob:**/missing/thermograph-demo-*/file");
  }
}
