/** Tests. Commits as bytes. */
@NullMarked
package dev.thermograph.engine.internal.commit;

import org.jspecify.annotations.NullMarked;
