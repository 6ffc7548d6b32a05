/** Where connections come from and go to, as values: a program says what it connects to or listens on in one place, and what it speaks there in another. */
@NullMarked
package dev.heddle.endpoint;

import org.jspecify.annotations.NullMarked;
