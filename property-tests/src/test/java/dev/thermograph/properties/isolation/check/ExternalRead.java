package dev.thermograph.properties.isolation.check;

/** What a transaction saw under a key of what others wrote: its own writes are taken away. */
record ExternalRead<T>(int transaction, T seen) {}
