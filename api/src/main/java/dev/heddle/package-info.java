/** The reactor: how to get one, what it does, and what may be asked of it. */
@NullMarked
package dev.heddle;

import org.jspecify.annotations.NullMarked;
