package dev.thermograph.cli;

/**
 * What one check of the doctor found. <em>Immutable.</em>
 *
 * @param passed whether the engine can work with it
 * @param text the figure found, and what to do where it is not enough
 */
record Finding(boolean passed, String text) {}
