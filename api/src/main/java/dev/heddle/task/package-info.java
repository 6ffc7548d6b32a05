/** Work that takes many turns: calls that repeat, and long work done in small steps. */
@NullMarked
package dev.heddle.task;

import org.jspecify.annotations.NullMarked;
