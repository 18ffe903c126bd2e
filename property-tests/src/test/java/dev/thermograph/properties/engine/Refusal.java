package dev.thermograph.properties.engine;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.ThermographException;

/** Why a call is refused. */
enum Refusal {
  NOT_FOUND,
  INVALID,
  PROPERTY,
  UNIQUE,
  CARDINALITY,
  ENDPOINTS,
  DELETE_POLICY;

  static Refusal of(ThermographException error) {
    return switch (error) {
      case BulkRefusedException it when it.getCause() instanceof ThermographException cause ->
          of(cause);
      case NotFoundException _ -> NOT_FOUND;
      case InvalidArgumentException _ -> INVALID;
      case PropertyRuleException _ -> PROPERTY;
      case ConstraintException it -> valueOf(it.rule().name());
      default -> throw error;
    };
  }
}
