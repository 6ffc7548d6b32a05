package dev.heddle.core;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How the operations of a {@link Wire} end. A backend calls these in a visit, and each call is one turn. */
public interface WireEvents {

    /**
     * A read brought bytes: at least one.
     *
     * @param bytes the backend's buffer, which is its own again when this returns
     */
    void arrived(ByteBuffer bytes);

    /** The peer is who it has to be, and what arrives from now on is its. Only where the wire speaks TLS; once. */
    default void secured() {}

    /** A read met the peer's end of stream. */
    void ended();

    /** A write is done. */
    void sent();

    /** A read or a write failed, and with it the connection. */
    void failed(IOException cause);

    /** The socket is released. The last event. */
    void closed();
}
