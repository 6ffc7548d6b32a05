/** What a backend implements to be found. Applications have no use for it. */
@NullMarked
package dev.heddle.spi;

import org.jspecify.annotations.NullMarked;
