package dev.thermograph.planted.index;

import org.apache.lucene.planted.StandInForLucene;

final class BadIndexThatKnowsLucene {
  @Override
  public String toString() {
    return new StandInForLucene().toString();
  }
}
