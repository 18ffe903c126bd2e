/** Tests. */
@NullMarked
package dev.thermograph.engine.internal.view;

import org.jspecify.annotations.NullMarked;
