package dev.thermograph.engine.property;

/**
 * Names a row that lives outside of the graph. <em>Immutable.</em>
 *
 * @param table the table, as the other side calls it
 * @param id the row's key as text
 */
public record ExternalRef(String table, String id) {}
