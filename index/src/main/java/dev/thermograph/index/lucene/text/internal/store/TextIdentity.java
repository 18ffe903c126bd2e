package dev.thermograph.index.lucene.text.internal.store;

import dev.thermograph.index.text.TextField;
import dev.thermograph.index.text.TextSchema;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.Version;

/**
 * What stands in the user data of each Lucene commit. Segments whose commit says anything else than
 * what is being opened belong to something else, or were analyzed otherwise, and are thrown away.
 * Immutable.
 *
 * @param owner whose index it is, told by the caller
 */
record TextIdentity(String owner, TextSchema schema) {
  private static final String FORMAT = "ThermographText1";
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

  /** How hits are scored is not among them: it changes nothing in the files. */
  private Map<String, String> fixed() {
    Map<String, String> data = new HashMap<>();
    data.put("thermograph.format", FORMAT);
    data.put("thermograph.owner", owner);
    // Stemmers and lists of stop words may differ from one version to the next.
    data.put("thermograph.lucene", Version.LATEST.toString());
    for (TextField field : schema.fields()) {
      data.put("thermograph.field." + field.name(), field.analyses().toString());
    }
    TextField open = schema.open();
    data.put("thermograph.open", open == null ? "" : open.analyses().toString());
    return data;
  }
}
