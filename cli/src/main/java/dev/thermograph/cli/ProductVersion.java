package dev.thermograph.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which Thermograph on which JVM this is. <em>Immutable.</em> */
final class ProductVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = ProductVersion.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(file, "version.properties is not in the jar"));
    }
    return new String[] {
      Text.format(
          "thermograph %s on Java %s",
          properties.getProperty("version", "unknown"), Runtime.version())
    };
  }
}
