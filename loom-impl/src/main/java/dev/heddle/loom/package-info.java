/**
 * Blocking channels on virtual threads. Read {@link dev.heddle.loom.LoomDriver} first, from its loop down; a connection
 * is a {@code LoomWire} and the thread that reads from it.
 */
@NullMarked
package dev.heddle.loom;

import org.jspecify.annotations.NullMarked;
