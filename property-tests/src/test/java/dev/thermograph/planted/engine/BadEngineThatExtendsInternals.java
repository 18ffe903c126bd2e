package dev.thermograph.planted.engine;

import dev.thermograph.planted.engine.internal.store.GoodStore;

/** Shows an internal type as its superclass. */
public final class BadEngineThatExtendsInternals extends GoodStore {}
