/**
 * The {@code thermograph} command.
 *
 * <p>{@link dev.thermograph.cli.Main} is the entry class; each subcommand is one class. A command
 * prints results to standard output and one clear line per error to standard error.
 */
@NullMarked
package dev.thermograph.cli;

import org.jspecify.annotations.NullMarked;
