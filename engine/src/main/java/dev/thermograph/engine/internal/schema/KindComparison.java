package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.SchemaDifference;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Lists what differs between two declarations of one kind. */
final class KindComparison {
  private static final String ANY = "any";

  private final String kind;
  private final List<SchemaDifference> differences = new ArrayList<>();

  private KindComparison(String kind) {
    this.kind = kind;
  }

  static List<SchemaDifference> compare(KindShape before, KindShape after) {
    KindComparison comparison = new KindComparison(before.name());
    comparison.compareShapes(before, after);
    return comparison.differences;
  }

  private void compareShapes(KindShape before, KindShape after) {
    switch (before) {
      case KindShape.NodeShape was when after instanceof KindShape.NodeShape is -> {
        compareProperties(was, is);
        compareNodes(was, is);
      }
      case KindShape.EdgeShape was when after instanceof KindShape.EdgeShape is -> {
        compareProperties(was, is);
        compareEdges(was, is);
      }
      case KindShape.NodeShape _, KindShape.EdgeShape _ ->
          add("kind", before.describe(), after.describe(), true);
    }
  }

  /** What an open kind took is unknown; what a typed kind took an open one takes too. */
  private void compareProperties(KindShape before, KindShape after) {
    if (before.isOpen() || after.isOpen()) {
      add("kind", before.describe(), after.describe(), before.isOpen());
      return;
    }
    SequencedMap<String, PropertyDefinition> added = new LinkedHashMap<>();
    after.properties().forEach(property -> added.put(property.name(), property));
    for (PropertyDefinition was : before.properties()) {
      PropertyDefinition is = added.remove(was.name());
      if (is == null) {
        differences.add(new SchemaDifference.PropertyRemoved(kind, was.name(), was.describe()));
      } else {
        PropertyComparison.compare(kind, was, is, differences);
      }
    }
    added.values().forEach(this::addProperty);
  }

  private void addProperty(PropertyDefinition property) {
    boolean isLacking = property.isRequired() && property.rules().findDefault().isEmpty();
    differences.add(
        new SchemaDifference.PropertyAdded(kind, property.name(), property.describe(), isLacking));
  }

  private void compareNodes(KindShape.NodeShape before, KindShape.NodeShape after) {
    add(
        "key",
        Objects.requireNonNullElse(before.key(), ""),
        Objects.requireNonNullElse(after.key(), ""),
        after.key() != null);
    add("delete policy", before.onDelete().name(), after.onDelete().name(), false);
    Map<String, UniqueRule> added = new LinkedHashMap<>();
    after.uniques().forEach(rule -> added.put(rule.name(), rule));
    for (UniqueRule was : before.uniques()) {
      UniqueRule is = added.get(was.name());
      if (was.equals(is)) {
        added.remove(was.name());
      } else {
        differences.add(new SchemaDifference.UniqueRemoved(kind, was.name(), was.describe()));
      }
    }
    for (UniqueRule rule : added.values()) {
      differences.add(new SchemaDifference.UniqueAdded(kind, rule.name(), rule.describe()));
    }
  }

  private void compareEdges(KindShape.EdgeShape before, KindShape.EdgeShape after) {
    compareEnds("from", before.from(), after.from());
    compareEnds("to", before.to(), after.to());
    add(
        "cardinality",
        before.cardinality().name(),
        after.cardinality().name(),
        tightness(after.cardinality()) > tightness(before.cardinality()));
    String was = before.onDelete() == null ? "" : before.onDelete().name();
    String is = after.onDelete() == null ? "" : after.onDelete().name();
    add("delete policy", was, is, false);
  }

  /** Each one implies those below it: one edge out of a node is also one to each other. */
  private static int tightness(Cardinality cardinality) {
    return switch (cardinality) {
      case MANY -> 0;
      case UNIQUE -> 1;
      case ONE -> 2;
    };
  }

  private void compareEnds(String side, List<String> before, List<String> after) {
    boolean isNarrower = !after.isEmpty() && (before.isEmpty() || !after.containsAll(before));
    add(side, ends(before), ends(after), isNarrower);
  }

  private static String ends(List<String> kinds) {
    return kinds.isEmpty() ? ANY : kinds.stream().sorted().collect(Collectors.joining(", "));
  }

  private void add(String part, String before, String after, boolean isBreaking) {
    if (!before.equals(after)) {
      differences.add(new SchemaDifference.KindChanged(kind, part, before, after, isBreaking));
    }
  }
}
