package dev.heddle.core;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * One stream socket, reduced to what both kinds of backend can do well: start one operation, hear once how it ended.
 * The rules of {@link Driver} hold. At most one read and one write are under way at a time.
 */
public interface Wire {

    /** This end. Constant. */
    SocketAddress localAddress();

    /** The other end. Constant. */
    SocketAddress remoteAddress();

    /**
     * Says who hears how operations ended. Called before any other operation but {@link #close}, and again where somebody else
     * takes over, who then hears of those that are under way, too.
     */
    void attach(WireEvents events);

    /** Reads some bytes; ends with one of {@code arrived}, {@code ended} or {@code failed}. */
    void read();

    /**
     * Sends all of {@code batch}, whose buffers are the wire's until then.
     *
     * @return true if that is done already; otherwise it ends with one of {@code sent} or {@code failed}
     */
    boolean write(ByteBuffer[] batch);

    /** Whether files can go out by {@link #transfer}, which is to say: without passing through here. Constant. */
    default boolean transfersFiles() {
        return false;
    }

    /**
     * Sends all of {@code part}, which is the wire's until then. A write like any other, of which one is under way at a
     * time. It fails with an {@link java.io.EOFException} if the file ends before.
     *
     * @return true if that is done already; otherwise it ends with one of {@code sent} or {@code failed}
     */
    default boolean transfer(FilePart part) {
        throw new UnsupportedOperationException(this + " does not transfer files");
    }

    /** Sends the end of stream, once; no write is under way, and none follows. A failure shows in reading. */
    void shutdownOutput();

    /**
     * Releases the socket; no call follows. What was under way ends without an event, or with one that was on its way
     * already.
     *
     * @return true if the socket is released already, and there are no more events; otherwise, if the wire is attached,
     *     it ends with {@code closed}
     */
    boolean close();

    /** As {@link #close}, but so that the peer sees a reset. */
    boolean reset();
}
