/** Properties of the receivers, some of which only their own package can see. */
@NullMarked
package dev.heddle.protocols;

import org.jspecify.annotations.NullMarked;
