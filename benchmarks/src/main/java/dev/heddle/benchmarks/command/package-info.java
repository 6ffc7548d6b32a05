/** The command line. */
@NullMarked
package dev.heddle.benchmarks.command;

import org.jspecify.annotations.NullMarked;
