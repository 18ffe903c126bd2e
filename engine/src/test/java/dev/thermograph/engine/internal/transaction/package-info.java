@NullMarked
package dev.thermograph.engine.internal.transaction;

import org.jspecify.annotations.NullMarked;
