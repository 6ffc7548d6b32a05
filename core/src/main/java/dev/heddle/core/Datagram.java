package dev.heddle.core;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A datagram that is to be sent.
 *
 * @param bytes what to send
 * @param receiver where to
 */
public record Datagram(ByteBuffer bytes, InetSocketAddress receiver) {}
