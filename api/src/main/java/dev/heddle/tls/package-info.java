/** TLS on any connection: who is trusted, what is shown to the peer, and what is agreed on. */
@NullMarked
package dev.heddle.tls;

import org.jspecify.annotations.NullMarked;
