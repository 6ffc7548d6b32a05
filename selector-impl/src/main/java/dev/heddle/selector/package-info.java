/**
 * A classic NIO event loop. Read {@link dev.heddle.selector.SelectorDriver} first, from its loop down; a connection is
 * a {@code SelectorWire}.
 */
@NullMarked
package dev.heddle.selector;

import org.jspecify.annotations.NullMarked;
