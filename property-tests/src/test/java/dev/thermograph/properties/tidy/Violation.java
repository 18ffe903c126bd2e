package dev.thermograph.properties.tidy;

/**
 * One breach of one rule.
 *
 * @param rule the rule's name, as used in the list of exceptions
 * @param path the file, from the root of the repository
 * @param text what is wrong, with the figure found and the limit
 */
record Violation(String rule, String path, String text) {
  @Override
  public String toString() {
    return rule + " " + path + ": " + text;
  }
}
