/** Protocols for the bytes of others: what cuts a stream into messages, what limits a connection, and clients and services that last. */
@NullMarked
package dev.heddle.protocols;

import org.jspecify.annotations.NullMarked;
