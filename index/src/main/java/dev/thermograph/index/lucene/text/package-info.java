/**
 * Full text in Lucene: {@link dev.thermograph.index.lucene.text.TextIndexes} opens a {@link
 * dev.thermograph.index.text.TextIndex}.
 *
 * <p>Below it, in reading order: {@code store} (pending entries and segments), {@code compile}
 * (queries), {@code search}, {@code score}, {@code analysis}.
 */
@NullMarked
package dev.thermograph.index.lucene.text;

import org.jspecify.annotations.NullMarked;
