package dev.thermograph.properties.isolation.history;

import java.util.List;
import java.util.Map;

/**
 * What is there when all processes have ended. A key that is missing was not looked at; nothing is
 * concluded about it.
 */
public record FinalState(Map<Integer, List<Long>> lists, Map<Integer, Long> registers) {

  /** When nobody looked. */
  public static final FinalState UNSEEN = new FinalState(Map.of(), Map.of());

  public FinalState {
    lists = Map.copyOf(lists);
    registers = Map.copyOf(registers);
  }
}
