/**
 * Work that takes many turns: calls that repeat, long work done in small steps, and scopes, in which tasks are split into
 * subtasks.
 */
@NullMarked
package dev.heddle.task;

import org.jspecify.annotations.NullMarked;
