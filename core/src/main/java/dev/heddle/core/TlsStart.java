package dev.heddle.core;

import dev.heddle.net.Protocol;
import dev.heddle.tls.HandshakeListener;
import dev.heddle.tls.Tls;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How a connection comes to speak TLS: from its first byte on, or in mid-stream. */
final class TlsStart {

    private TlsStart() {}

    /**
     * Fails now rather than when there is a connection.
     *
     * @throws IllegalArgumentException if {@code tls} cannot tell which name the peer must have
     */
    static void requireName(@Nullable Tls tls, SocketAddress peer) {
        if (tls != null) {
            tls.newEngine(peer);
        }
    }

    /** The wire of a new connection: {@code raw} or, if there is TLS, one that speaks it there. */
    static Wire fromTheFirstByte(CoreReactor reactor, Wire wire, @Nullable Tls tls, SocketAddress peer) {
        Wire raw = RecordedWire.ifWanted(reactor, wire);
        return tls == null ? raw : new TlsWire(reactor, raw, tls, peer);
    }

    /** Has {@code ready} run when the handshake on {@code stream} is completed; at once, if none is under way. */
    static void whenSecured(Stream stream, Runnable ready) {
        if (isUnderWay(stream.wire)) {
            stream.whenSecured = ready;
        } else {
            ready.run();
        }
    }

    /** Tells a protocol that its handshake is completed, and then who waits for that, unless it throws. */
    static void tellSecured(Protocol protocol, Runnable whenSecured) {
        if (protocol instanceof HandshakeListener listener) {
            listener.handshakeCompleted();
        }
        whenSecured.run();
    }

    /** Throws if TLS cannot begin on {@code stream} now (K5). */
    static void requirePossible(Stream stream, StreamState state) {
        if (stream.wire instanceof TlsWire) {
            throw new IllegalStateException("cannot start TLS on the " + stream + ": it speaks TLS already");
        }
        if (state != StreamState.OPEN) {
            throw new IllegalStateException("cannot start TLS on the " + stream + ": one half of it has ended");
        }
        if (stream.outflow.hasFiles()) {
            throw new IllegalStateException(
                    "cannot start TLS on the " + stream + ": a file is still to be sent as it is");
        }
    }

    /** Whether TLS has begun on {@code wire}, and its handshake is not done. */
    static boolean isUnderWay(Wire wire) {
        return wire instanceof TlsWire secured && !secured.codec().isCompleted();
    }

    /** Whether {@code bytes}, which the protocol gives back, are the handshake's, and no concern of the protocol's (K5). */
    static boolean takes(ByteBuffer bytes, Wire wire) {
        if (isUnderWay(wire)) {
            ((TlsWire) wire).codec().keep(bytes);
            return true;
        }
        return false;
    }
}
