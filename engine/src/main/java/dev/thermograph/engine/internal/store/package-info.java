/**
 * A tenant's memory in Chronicle Maps, and its files over a restart.
 *
 * <p>Entry: {@link dev.thermograph.engine.internal.store.ChronicleExtents}. Then {@link
 * dev.thermograph.engine.internal.store.CleanMark}, which says whether files may be used again, and
 * {@link dev.thermograph.engine.internal.store.CleanMarkLayout}, its bytes. The only package that
 * knows Chronicle; depends on {@code internal.memory} and the errors, not on a graph.
 */
@NullMarked
package dev.thermograph.engine.internal.store;

import org.jspecify.annotations.NullMarked;
