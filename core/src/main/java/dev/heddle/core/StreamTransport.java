package dev.heddle.core;

import dev.heddle.defer.Deferred;
import dev.heddle.net.FileRegion;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.Transport;
import dev.heddle.tls.Tls;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The application's calls to a stream, checked and passed on (M3). */
final class StreamTransport implements Transport {

    private final CoreReactor reactor;
    private final Stream stream;
    private final Wire wire;
    private final SocketAddress peer;

    StreamTransport(CoreReactor reactor, Stream stream, Wire wire, SocketAddress peer) {
        this.reactor = reactor;
        this.stream = stream;
        this.wire = wire;
        this.peer = peer;
    }

    @Override
    public void write(ByteBuffer bytes) {
        boolean taken = reactor.admit("Transport.write");
        try {
            stream.write(bytes);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void registerProducer(PushProducer producer) {
        register(new Production.Push(stream, Objects.requireNonNull(producer, "producer")));
    }

    @Override
    public void registerProducer(PullProducer producer) {
        register(new Production.Pull(stream, Objects.requireNonNull(producer, "producer")));
    }

    private void register(Production<?> production) {
        boolean taken = reactor.admit("Transport.registerProducer");
        try {
            stream.registration.begin(production);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void unregisterProducer() {
        boolean taken = reactor.admit("Transport.unregisterProducer");
        try {
            stream.unregisterProducer();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public Deferred<@Nullable Void> flushed() {
        boolean taken = reactor.admit("Transport.flushed");
        try {
            return stream.outflow.flushed();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public Deferred<@Nullable Void> sendFile(FileRegion region) {
        Objects.requireNonNull(region, "region");
        boolean taken = reactor.admit("Transport.sendFile");
        try {
            return stream.outflow.sendFile(region);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void loseConnection() {
        boolean taken = reactor.admit("Transport.loseConnection");
        try {
            stream.lose();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void loseConnection(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("a limit must be zero or more, not " + limit);
        }
        boolean taken = reactor.admit("Transport.loseConnection");
        try {
            stream.loseWithin(limit);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void loseWriteConnection() {
        boolean taken = reactor.admit("Transport.loseWriteConnection");
        try {
            stream.loseWrite();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void abortConnection() {
        boolean taken = reactor.admit("Transport.abortConnection");
        try {
            stream.abort();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void pauseReading() {
        boolean taken = reactor.admit("Transport.pauseReading");
        try {
            stream.inflow.pause();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void resumeReading() {
        boolean taken = reactor.admit("Transport.resumeReading");
        try {
            stream.resumeReading();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public boolean isReadingPaused() {
        boolean taken = reactor.admit("Transport.isReadingPaused");
        try {
            return stream.inflow.isPaused() || TlsStart.isUnderWay(stream.wire);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void unread(ByteBuffer bytes) {
        boolean taken = reactor.admit("Transport.unread");
        try {
            stream.unread(bytes);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public boolean isDisconnecting() {
        boolean taken = reactor.admit("Transport.isDisconnecting");
        try {
            return stream.isEnding();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void startTls(Tls tls) {
        Objects.requireNonNull(tls, "tls");
        boolean taken = reactor.admit("Transport.startTls");
        try {
            stream.startTls(tls, peer);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public @Nullable SSLSession tlsSession() {
        boolean taken = reactor.admit("Transport.tlsSession");
        try {
            return stream.wire instanceof TlsWire tls ? tls.codec().session() : null;
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public @Nullable String negotiatedProtocol() {
        boolean taken = reactor.admit("Transport.negotiatedProtocol");
        try {
            return stream.wire instanceof TlsWire tls ? tls.codec().applicationProtocol() : null;
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public SocketAddress getHost() {
        return wire.localAddress();
    }

    @Override
    public SocketAddress getPeer() {
        return wire.remoteAddress();
    }

    @Override
    public String toString() {
        return stream.toString();
    }
}
