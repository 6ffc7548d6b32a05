package dev.heddle.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** How the operations of a {@link DatagramWire} end. A backend calls these in a visit, and each call is one turn. */
public interface DatagramEvents {

    /**
     * A read brought a datagram.
     *
     * @param bytes the backend's buffer, which is its own again when this returns
     */
    void arrived(ByteBuffer bytes, InetSocketAddress sender);

    /** A read met the answer of a host on which nobody listens. */
    void refused();

    /** A read failed otherwise; the next one may not. */
    void failed(IOException cause);

    /** A read failed, and so will every other: the socket is gone. */
    void broken(IOException cause);

    /** A datagram of the batch that is being written could not be sent; a refusal is one of the ways. */
    void notSent(Datagram datagram, IOException cause);

    /** A write is done. */
    void sent();

    /** The socket is released. The last event. */
    void closed();
}
