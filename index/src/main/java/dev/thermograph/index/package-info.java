/**
 * Searches over entity ids: vectors, text and property values, each candidate checked against the
 * reader's view.
 *
 * <p>Nothing is built here yet. {@code TenantIndex} will be the entry class, fed with {@code
 * IndexChange} and read through {@code IndexView}. This module knows entity ids, not nodes, and
 * neither the log nor the engine. Only {@code dev.thermograph.index.lucene} will import Lucene.
 */
@NullMarked
package dev.thermograph.index;

import org.jspecify.annotations.NullMarked;
