/**
 * Heddle against programs of others, on both backends. Not part of a plain build, since they have to be installed:
 * {@code mvn verify -Ppeers}. A test fails where its program is missing.
 */
@NullMarked
package dev.heddle.examples.peers;

import org.jspecify.annotations.NullMarked;
