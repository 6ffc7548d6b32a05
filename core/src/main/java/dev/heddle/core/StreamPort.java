package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A listening port: makes a stream of each connection that the driver accepts. */
class StreamPort implements ListeningPort, Driver.AcceptEvents, Live {

    /** How long a port that could not accept rests before it tries again. */
    private static final Duration REST = Duration.ofMillis(100);

    /** A failure after so long without one is a new episode. */
    private static final long EPISODE_ENDS_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What gives a port its connections. */
    @FunctionalInterface
    interface Opening {

        /** Opens it, or throws why that is not possible. */
        Driver.Acceptor open(Driver.AcceptEvents events) throws IOException;
    }

    private final CoreReactor reactor;
    private final Factory factory;
    private final StreamOptions streamOptions;
    private final Driver.Acceptor acceptor;
    private final SocketAddress address;
    private final Deferred<@Nullable Void> stopped;
    private final boolean expectsProxyHeader;
    private final Servers servers;
    private final AtomicBoolean toldOfRefusal = new AtomicBoolean();

    /** Written with the baton held. */
    private volatile boolean stopping;

    /** The end of the rest after a failure to accept; null if there was none. */
    private @Nullable DelayedCall rest;

    /** When the present episode of failures is over, unless there is another one; in the past if there is none. */
    private long episodeEndsNanos = -1;

    /** Binds the port and starts the factory. */
    StreamPort(CoreReactor reactor, SocketAddress local, Factory factory, ListenOptions options) {
        this(reactor, local, factory, options, Servers.of(reactor));
    }

    /** As the other constructor, with connections that {@code servers} serve. */
    StreamPort(CoreReactor reactor, SocketAddress local, Factory factory, ListenOptions options, Servers servers) {
        this(
                reactor,
                local,
                "cannot listen on " + Addresses.show(local),
                events -> reactor.turns().driver().listen(local, options, events),
                factory,
                options,
                servers);
    }

    /** Makes it of what {@code opening} opens, at {@code local} or something that people call so, and starts the factory. */
    StreamPort(
            CoreReactor reactor,
            SocketAddress local,
            String inVain,
            Opening opening,
            Factory factory,
            ListenOptions options,
            Servers servers) {
        Log.prepare();
        TlsStart.requireName(options.stream().tls(), local);
        this.servers = servers;
        this.reactor = reactor;
        this.factory = factory;
        streamOptions = options.stream();
        expectsProxyHeader = options.proxyHeader();
        stopped = Deferred.owedBy(reactor, cancelled -> {}); // nobody waits any more, but the port closes all the same
        acceptor = open(opening, inVain);
        address = acceptor.address();
        try {
            reactor.factories().begin(reactor, factory);
        } catch (Throwable thrown) {
            acceptor.close();
            throw thrown;
        }
        reactor.nowLive(this);
        reactor.whenRunning(this::accept);
    }

    private Driver.Acceptor open(Opening opening, String inVain) {
        try {
            return opening.open(this);
        } catch (IOException | SecurityException refused) {
            throw new CannotListenException(inVain + ": " + refused.getMessage(), refused);
        }
    }

    private void accept() {
        if (!stopping) {
            acceptor.accept();
        }
    }

    @Override
    public void accepted(Wire wire) {
        accepted(wire, reactor);
    }

    /** Has {@code server}, whose baton is held, serve a connection. */
    private void accepted(Wire wire, CoreReactor server) {
        if (expectsProxyHeader && !isClosedTo(server)) {
            new ProxiedWire(server, wire, factory, proxied -> serveProxied(proxied, server), this::refused).begin();
            server.turns().end(factory);
        } else {
            serve(wire, server);
        }
    }

    /** The header came later than the connection did: the port may be ending by now, and must not meanwhile. */
    private void serveProxied(Wire wire, CoreReactor server) {
        servers.begin();
        try {
            serve(wire, server);
        } finally {
            servers.end();
        }
    }

    private void serve(Wire wire, CoreReactor server) {
        Protocol protocol = isClosedTo(server) ? null : buildProtocol(wire.remoteAddress());
        if (protocol == null) {
            wire.close();
        } else {
            SocketAddress peer = wire.remoteAddress();
            Wire secured = TlsStart.fromTheFirstByte(server, wire, streamOptions.tls(), peer);
            new Stream(server, secured, protocol, streamOptions, reason -> {}).open(factory, peer, () -> {});
        }
        server.turns().end(factory);
    }

    private boolean isClosedTo(CoreReactor server) {
        return stopping || server.isEnding();
    }

    @Override
    public Driver.@Nullable HandOver handOver() {
        return servers.next(this::accepted);
    }

    /** Only the first is told of, lest strangers fill the log. */
    private void refused(String why) {
        if (toldOfRefusal.compareAndSet(false, true)) {
            Log.warning(this + " refused a connection: " + why + "; other refusals are not told");
        }
    }

    private @Nullable Protocol buildProtocol(SocketAddress peer) {
        try {
            return factory.buildProtocol(peer);
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
            return null;
        }
    }

    /**
     * Most likely there are no descriptors left. Who waits to be accepted goes on waiting, so trying again at once would
     * be trying all the time (C10).
     */
    @Override
    public void failed(IOException cause) {
        if (stopping) {
            return;
        }
        TimingWheel timers = reactor.turns().timers;
        rest = timers.callLater(REST, this::accept);
        long nowNanos = timers.nowNanos();
        boolean isNewEpisode = nowNanos > episodeEndsNanos;
        episodeEndsNanos = nowNanos + EPISODE_ENDS_NANOS;
        if (isNewEpisode) {
            Log.error(this + " cannot accept connections, and tries again until it can", cause);
        }
    }

    @Override
    public Deferred<@Nullable Void> stopListening() {
        boolean taken = reactor.admit("ListeningPort.stopListening");
        try {
            stop();
            return stopped;
        } finally {
            reactor.dismiss(taken);
        }
    }

    private void stop() {
        if (!stopping) {
            stopping = true;
            TimingWheel.cancel(rest);
            acceptor.close();
        }
    }

    @Override
    public void endForStop() {
        stop();
    }

    @Override
    public boolean isEnding() {
        return stopping;
    }

    @Override
    public void closed() {
        if (reactor.isLive(this)) {
            servers.whenNoneIsHandedOver(() -> reactor.whenRunning(this::tellStopped));
        }
        reactor.turns().end(factory);
    }

    private void tellStopped() {
        reactor.factories().end(reactor, factory);
        if (!stopped.hasFired()) {
            stopped.callback(null);
        }
        reactor.ended(this);
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public String toString() {
        return "port " + Addresses.show(address);
    }
}
