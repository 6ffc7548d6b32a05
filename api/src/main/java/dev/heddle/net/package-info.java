/** Connections: the protocols and factories that an application writes, and the transports that it is given. */
@NullMarked
package dev.heddle.net;

import org.jspecify.annotations.NullMarked;
