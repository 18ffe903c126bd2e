package dev.thermograph.engine.schema;

/** What an edge without properties carries: nothing. <em>Immutable.</em> */
public record NoProperties() {
  /** The only one that is needed. */
  public static final NoProperties NONE = new NoProperties();
}
