package dev.thermograph.index.lucene;

import dev.thermograph.index.VectorIndexOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands in the user data of each Lucene commit. Segments whose commit says anything else than
 * what is being opened belong to something else, and are thrown away. Immutable.
 *
 * @param owner whose index it is, told by the caller
 */
record IndexIdentity(String owner, VectorIndexOptions options) {
  private static final String SEQUENCE = "thermograph.sequence";

  /** The user data of a commit at a sequence. */
  Map<String, String> at(long sequence) {
    Map<String, String> data = new HashMap<>(fixed());
    data.put(SEQUENCE, Long.toString(sequence));
    return data;
  }

  boolean matches(Map<String, String> userData) {
    Map<String, String> others = new HashMap<>(userData);
    return others.remove(SEQUENCE) != null && others.equals(fixed());
  }

  /** {@code efSearch} is not among them: it changes nothing in the files. */
  private Map<String, String> fixed() {
    return Map.of(
        "thermograph.format", ThermographCodec.NAME,
        "thermograph.owner", owner,
        "thermograph.field", options.field(),
        "thermograph.dimensions", Integer.toString(options.dimensions()),
        "thermograph.metric", options.metric().name(),
        "thermograph.storage", options.storage().name(),
        "thermograph.m", Integer.toString(options.m()),
        "thermograph.efConstruction", Integer.toString(options.efConstruction()));
  }
}
