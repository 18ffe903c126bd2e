/**
 * The graph engine a user embeds: tenants, transactions, views and their receipts.
 *
 * <p>Nothing is built in this package yet. {@code Thermograph} will be the entry class. The public
 * packages will be this one and {@code schema}, {@code query}, {@code history}, {@code algorithms}
 * and {@code spi}; everything under {@code internal} may change without notice and appears in no
 * public signature. This is the only module where the log and the index meet.
 */
@NullMarked
package dev.thermograph.engine;

import org.jspecify.annotations.NullMarked;
