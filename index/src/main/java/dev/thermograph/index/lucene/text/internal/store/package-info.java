/**
 * The segments of a text index: {@link dev.thermograph.index.lucene.text.internal.store.TextStore}.
 */
@NullMarked
package dev.thermograph.index.lucene.text.internal.store;

import org.jspecify.annotations.NullMarked;
