package dev.thermograph.index;

import java.lang.foreign.MemorySegment;

/** All vectors of the field that one view sees in the memory, each entity once, in any order. */
@FunctionalInterface
public interface ViewValues {

  /** Takes one of them; components as {@link VectorRules#COMPONENT} from {@code offset} on. */
  @FunctionalInterface
  interface Visitor {
    /** The entity's vector. */
    void visit(int entity, MemorySegment vector, long offset);
  }

  /** Shows each of them to the visitor. */
  void forEach(Visitor visitor);
}
