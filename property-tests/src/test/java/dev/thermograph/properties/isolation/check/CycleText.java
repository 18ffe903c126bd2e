package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Items;
import java.util.List;

/** A cycle in words. */
final class CycleText {
  private final History history;
  private final Names names;

  CycleText(History history) {
    this.history = history;
    this.names = new Names(history);
  }

  String of(List<Step> cycle) {
    StringBuilder text = new StringBuilder();
    text.append("each of these ").append(cycle.size()).append(" has to come before the next one:");
    for (Step step : cycle) {
      text.append("\n  ").append(of(step)).append(" (").append(step.kind()).append(')');
    }
    text.append("\nthat is");
    for (Step step : cycle) {
      text.append("\n  ").append(names.of(step.from()));
    }
    return text.toString();
  }

  private String of(Step step) {
    String from = "T" + step.from();
    String to = "T" + step.to();
    String item = Items.name(step.item());
    boolean list = Items.isList(step.item());
    return switch (step.kind()) {
      case WW ->
          from
              + " wrote "
              + item
              + " before "
              + to
              + (list ? " appended " : " wrote ")
              + step.value();
      case WR ->
          from
              + (list ? " appended " : " wrote ")
              + step.value()
              + " to "
              + item
              + ", and "
              + to
              + " read it";
      case RW -> from + " read " + item + missing(step, list) + ", which " + to + " wrote";
      case PROCESS ->
          "process "
              + history.transactions().get(step.from()).process()
              + " ended "
              + from
              + " and then began "
              + to;
      case REALTIME -> from + " ended before " + to + " began";
      case SEQUENCE ->
          from
              + " has sequence "
              + sequence(step.from())
              + ", "
              + to
              + " has "
              + sequence(step.to());
      case PASS -> throw new IllegalStateException("a junction is no step: " + step);
    };
  }

  private static String missing(Step step, boolean list) {
    if (step.value() == 0) {
      return " as nothing";
    }
    return (list ? " without " : " as it was before ") + step.value();
  }

  private long sequence(int transaction) {
    return history.transactions().get(transaction).sequence();
  }
}
