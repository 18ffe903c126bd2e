package dev.thermograph.engine.schema;

/**
 * One difference between the schema that a tenant has and another one. <em>Immutable.</em> It
 * breaks when what is stored already may not obey the other schema, or would no longer be seen.
 */
public sealed interface SchemaDifference {
  /** The kind's name. */
  String kind();

  /** Which part of the kind: {@code kind}, {@code property email}, {@code cardinality}. */
  String part();

  /** What the tenant has; empty if it has nothing there. */
  String before();

  /** What the other schema says; empty if it says nothing there. */
  String after();

  /** Whether the other schema is refused because of this. */
  boolean isBreaking();

  /** The difference in one line. */
  default String describe() {
    return "kind="
        + kind()
        + " "
        + part()
        + ": "
        + shown(before())
        + " -> "
        + shown(after())
        + (isBreaking() ? " (breaking)" : "");
  }

  private static String shown(String side) {
    return side.isEmpty() ? "none" : side;
  }

  /**
   * A new kind; never breaks.
   *
   * @param kind the kind's name
   * @param after whether of nodes or of edges
   */
  record KindAdded(String kind, String after) implements SchemaDifference {
    @Override
    public String part() {
      return "kind";
    }

    @Override
    public String before() {
      return "";
    }

    @Override
    public boolean isBreaking() {
      return false;
    }
  }

  /**
   * A typed kind that the other schema lacks; breaks. An open one is taken over and makes no
   * difference.
   *
   * @param kind the kind's name
   * @param before whether of nodes or of edges
   */
  record KindRemoved(String kind, String before) implements SchemaDifference {
    @Override
    public String part() {
      return "kind";
    }

    @Override
    public String after() {
      return "";
    }

    @Override
    public boolean isBreaking() {
      return true;
    }
  }

  /**
   * Something about the kind itself: whether it is open, its key, ends, cardinality, delete policy.
   *
   * @param kind the kind's name
   * @param part what has changed
   * @param before what the tenant has
   * @param after what the other schema says
   * @param isBreaking whether stored data may not obey it
   */
  record KindChanged(String kind, String part, String before, String after, boolean isBreaking)
      implements SchemaDifference {}

  /**
   * A new property; breaks when it is required and has no default.
   *
   * @param kind the kind's name
   * @param property the new property
   * @param after its type and rules
   * @param isBreaking whether nodes that exist lack it
   */
  record PropertyAdded(String kind, String property, String after, boolean isBreaking)
      implements SchemaDifference {
    @Override
    public String part() {
      return "property " + property;
    }

    @Override
    public String before() {
      return "";
    }
  }

  /**
   * A property that the other schema lacks; breaks.
   *
   * @param kind the kind's name
   * @param property the missing property
   * @param before its type and rules
   */
  record PropertyRemoved(String kind, String property, String before) implements SchemaDifference {
    @Override
    public String part() {
      return "property " + property;
    }

    @Override
    public String after() {
      return "";
    }

    @Override
    public boolean isBreaking() {
      return true;
    }
  }

  /**
   * Another type or another rule of a property.
   *
   * @param kind the kind's name
   * @param property the property
   * @param rule which rule: {@code type}, {@code required}, {@code min}, and so on
   * @param before what the tenant has
   * @param after what the other schema says
   * @param isBreaking whether stored values may not obey it
   */
  record PropertyChanged(
      String kind, String property, String rule, String before, String after, boolean isBreaking)
      implements SchemaDifference {
    @Override
    public String part() {
      return "property " + property + " " + rule;
    }
  }

  /**
   * A new constraint on a kind that may have nodes; breaks.
   *
   * @param kind the kind's name
   * @param constraint the constraint's name
   * @param after what it compares
   */
  record UniqueAdded(String kind, String constraint, String after) implements SchemaDifference {
    @Override
    public String part() {
      return "constraint " + constraint;
    }

    @Override
    public String before() {
      return "";
    }

    @Override
    public boolean isBreaking() {
      return true;
    }
  }

  /**
   * A constraint that the other schema lacks; never breaks.
   *
   * @param kind the kind's name
   * @param constraint the constraint's name
   * @param before what it compares
   */
  record UniqueRemoved(String kind, String constraint, String before) implements SchemaDifference {
    @Override
    public String part() {
      return "constraint " + constraint;
    }

    @Override
    public String after() {
      return "";
    }

    @Override
    public boolean isBreaking() {
      return false;
    }
  }
}
