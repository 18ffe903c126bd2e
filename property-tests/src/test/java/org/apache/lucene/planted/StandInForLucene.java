package org.apache.lucene.planted;

/** Stands in for a class of Lucene, which this module does not have. */
public class StandInForLucene {}
