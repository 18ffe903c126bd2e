package io.micrometer.planted;

/** Stands in for a class of Micrometer, which this module does not have. */
public class StandInForMicrometer {}
