package dev.thermograph.planted.engine;

/** Something for planted classes to depend on. */
public class Target {}
