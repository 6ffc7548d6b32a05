package dev.heddle.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The application's end of a port for datagrams. Extend it and override what is of interest.
 *
 * <p>Every method is called in a turn of its own, in this order (U3):
 *
 * <pre>startProtocol (datagramReceived | datagramTooLong | connectionRefused | datagramNotSent)* stopProtocol</pre>
 *
 * <p>An exception from any method is logged and the port lives on, unless {@link #startProtocol} threw it: then the port is
 * closed (U7).
 *
 * {@snippet :
 * final class Echo extends DatagramProtocol {
 *     @Override
 *     public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
 *         transport().write(bytes, sender);
 *     }
 * }
 * }
 */
public abstract class DatagramProtocol {

    private @Nullable DatagramTransport transport;

    /** For subclasses. A protocol serves one port. */
    protected DatagramProtocol() {}

    /**
     * Gives this protocol its port. Called once, by whoever owns the port.
     *
     * @throws IllegalStateException if this protocol has a port already
     */
    public final void makeConnection(DatagramTransport transport) {
        if (this.transport != null) {
            throw new IllegalStateException(this + " already serves " + this.transport);
        }
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /** The port is open. Called once, and first; the reactor runs. */
    public void startProtocol() {}

    /**
     * A datagram arrived, whole. It may be empty (U2).
     *
     * @param bytes readable from position to limit, and only until this method returns; what is kept must be copied
     * @param sender where it came from
     */
    public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {}

    /**
     * A datagram arrived that is larger than {@link DatagramOptions#largestReceivedBytes}, and was dropped (U2).
     *
     * @param sender where it came from
     */
    public void datagramTooLong(InetSocketAddress sender) {}

    /**
     * What was sent to the one {@link DatagramOptions#peer()} was refused: nobody listens there. The port lives on (U1).
     * Without such a peer, nobody tells.
     */
    public void connectionRefused() {}

    /**
     * A datagram could not be sent: the system has no route, or it is too long for the way. That nothing is told does not
     * mean that it arrived.
     *
     * @param receiver where it was to go
     * @param cause what the system said
     */
    public void datagramNotSent(InetSocketAddress receiver, IOException cause) {}

    /** The port is closed. Called exactly once for each {@link #startProtocol}, and last. */
    public void stopProtocol() {}

    /**
     * The port, also when it is closed.
     *
     * @throws IllegalStateException before the protocol is given to {@code listenUdp}
     */
    public final DatagramTransport transport() {
        if (transport == null) {
            throw new IllegalStateException(this + " has no port yet");
        }
        return transport;
    }
}
