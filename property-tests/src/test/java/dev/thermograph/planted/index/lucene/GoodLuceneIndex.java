package dev.thermograph.planted.index.lucene;

import org.apache.lucene.planted.StandInForLucene;

/** The one place that may know Lucene. */
public final class GoodLuceneIndex {
  @Override
  public String toString() {
    return new StandInForLucene().toString();
  }
}
