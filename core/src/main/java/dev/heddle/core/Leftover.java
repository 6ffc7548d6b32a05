package dev.heddle.core;

/**
 * Something that a program began on a reactor, has not ended, and has not asked to end.
 *
 * @param what in words, such as {@code connection from 127.0.0.1:4567 to 127.0.0.1:80}
 * @param endsByPeer whether its end may be on the way from elsewhere, as that of a connection whose peer has closed
 */
public record Leftover(String what, boolean endsByPeer) {}
