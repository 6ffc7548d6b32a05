/**
 * A third backend, of memory and virtual time. Time stands still until somebody waits for what the reactors do, and then
 * jumps when there is nothing else left to do. {@link dev.heddle.testing.MemoryWorld} is where to begin.
 */
@NullMarked
package dev.heddle.testing;

import org.jspecify.annotations.NullMarked;
