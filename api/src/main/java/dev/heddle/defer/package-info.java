/** Results that come later, and the chains of callbacks that wait for them. */
@NullMarked
package dev.heddle.defer;

import org.jspecify.annotations.NullMarked;
