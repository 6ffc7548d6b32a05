/**
 * A reactor without a thread, a socket or a clock of its own: all that is the same on every backend.
 *
 * <p>Two things come first. The {@link dev.heddle.core.Baton} says who may run, and {@link dev.heddle.core.Turns} says
 * what runs next. Everything else happens inside a turn. The port to a backend is {@link dev.heddle.core.Driver} and
 * {@link dev.heddle.core.Wire}, downward, and {@link dev.heddle.core.WireEvents}, upward.
 */
@NullMarked
package dev.heddle.core;

import org.jspecify.annotations.NullMarked;
