package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A change would break a rule between nodes and edges: a unique value that another node has, too
 * many edges, an edge between kinds it may not connect, a delete that edges forbid.
 */
public final class ConstraintException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Which sort of rule it was. */
  public enum Rule {
    /** A key or a unique rule. */
    UNIQUE,
    /** How many edges there may be. */
    CARDINALITY,
    /** Which kinds an edge connects. */
    ENDPOINTS,
    /** What deleting a node does about its edges. */
    DELETE_POLICY
  }

  private final Rule rule;

  /** The message names the kind, the rule, the value and whatever has it. */
  public ConstraintException(Rule rule, String message) {
    super(Severity.REFUSED, message, null);
    this.rule = rule;
  }

  /** Which sort of rule it was. */
  public Rule rule() {
    return rule;
  }
}
