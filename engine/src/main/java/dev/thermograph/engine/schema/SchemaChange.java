package dev.thermograph.engine.schema;

import java.util.List;

/**
 * What another schema would change for a tenant. <em>Immutable.</em>
 *
 * @param versionBefore the version that the tenant's schema has; 0 before its first
 * @param versionAfter the version that the other one would get; the same if nothing differs
 * @param differences every difference: kinds that were there before first, in the order of their
 *     first appearance
 */
public record SchemaChange(
    long versionBefore, long versionAfter, List<SchemaDifference> differences) {
  /** Keeps a copy. */
  public SchemaChange {
    differences = List.copyOf(differences);
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /** Whether the other schema would be refused. */
  public boolean isBreaking() {
    return differences.stream().anyMatch(SchemaDifference::isBreaking);
  }

  /** The differences because of which it would be refused. */
  public List<SchemaDifference> breaking() {
    return differences.stream().filter(SchemaDifference::isBreaking).toList();
  }
}
