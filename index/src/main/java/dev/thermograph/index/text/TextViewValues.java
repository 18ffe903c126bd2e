package dev.thermograph.index.text;

import java.util.List;

/** All texts that one view sees in the memory, each entity once, in any order. */
@FunctionalInterface
public interface TextViewValues {

  /** Takes the texts of one entity. */
  @FunctionalInterface
  interface Visitor {
    /** The entity's texts, in the order in which {@link TextIndex#put} would have them. */
    void visit(int entity, List<TextValue> texts);
  }

  /** Shows each of them to the visitor. */
  void forEach(Visitor visitor);
}
