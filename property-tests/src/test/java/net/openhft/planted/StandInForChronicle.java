package net.openhft.planted;

/** Stands in for a class of Chronicle, which this module does not have. */
public class StandInForChronicle {}
