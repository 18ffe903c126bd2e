/**
 * Two ways from text to a query.
 *
 * <p>{@link dev.thermograph.index.text.parse.UserQueryParser} takes what people type and never
 * refuses it; {@link dev.thermograph.index.text.parse.StrictQueryParser} takes what programs write
 * and says where it is wrong.
 */
@NullMarked
package dev.thermograph.index.text.parse;

import org.jspecify.annotations.NullMarked;
