package dev.thermograph.properties.isolation.check;

/** One anomaly, in words. */
public record Finding(Anomaly anomaly, String text) {
  @Override
  public String toString() {
    return anomaly + " (" + anomaly.words() + ")\n" + text.indent(2);
  }
}
