/**
 * What an engine says of itself and its tenants: lists, receipts, memory. All are records, as of
 * the moment when they were made.
 */
@NullMarked
package dev.thermograph.engine.report;

import org.jspecify.annotations.NullMarked;
