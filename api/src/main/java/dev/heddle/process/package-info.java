/** Child processes: what a program says to them, and they to it. */
@NullMarked
package dev.heddle.process;

import org.jspecify.annotations.NullMarked;
