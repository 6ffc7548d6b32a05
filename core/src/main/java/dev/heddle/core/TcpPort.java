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
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A listening port: makes a stream of each connection that the driver accepts. */
final class TcpPort implements ListeningPort, Driver.AcceptEvents, Live {

    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final CoreReactor reactor;
    private final Factory factory;
    private final StreamOptions streamOptions;
    private final Driver.Acceptor acceptor;
    private final InetSocketAddress address;
    private final Deferred<@Nullable Void> stopped;
    private boolean stopping;

    /** The end of the rest after a failure to accept; null if there was none. */
    private @Nullable DelayedCall rest;

    /** Binds the port and starts the factory. */
    TcpPort(CoreReactor reactor, InetSocketAddress local, Factory factory, ListenOptions options) {
        this.reactor = reactor;
        this.factory = factory;
        streamOptions = options.stream();
        stopped = Deferred.owedBy(reactor, cancelled -> {}); // nobody waits any more, but the port closes all the same
        acceptor = bind(reactor.turns().driver(), local, options);
        address = acceptor.address();
        try {
            reactor.factories().begin(factory);
        } catch (Throwable thrown) {
            acceptor.close();
            throw thrown;
        }
        reactor.nowLive(this);
        reactor.whenRunning(this::accept);
    }

    private Driver.Acceptor bind(Driver driver, InetSocketAddress local, ListenOptions options) {
        try {
            return driver.listen(local, options, this);
        } catch (IOException | SecurityException refused) {
            throw new CannotListenException(
                    "cannot listen on " + Addresses.show(local) + ": " + refused.getMessage(), refused);
        }
    }

    private void accept() {
        if (!stopping) {
            acceptor.accept();
        }
    }

    @Override
    public void accepted(Wire wire) {
        Protocol protocol = stopping ? null : buildProtocol(wire.remoteAddress());
        if (protocol == null) {
            wire.close();
        } else {
            new Stream(reactor, wire, protocol, streamOptions, reason -> {}).open(factory);
        }
        reactor.turns().end();
    }

    private @Nullable Protocol buildProtocol(InetSocketAddress peer) {
        try {
            return factory.buildProtocol(peer);
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
            return null;
        }
    }

    @Override
    public void failed(IOException cause) {
        Log.error("cannot accept connections on " + Addresses.show(address) + ", trying again soon", cause);
        rest = reactor.turns().timers.callLater(REST_AFTER_FAILURE, this::accept);
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
    public void closed() {
        if (reactor.isLive(this)) {
            reactor.whenRunning(this::tellStopped);
        }
        reactor.turns().end();
    }

    private void tellStopped() {
        reactor.factories().end(factory);
        if (!stopped.hasFired()) {
            stopped.callback(null);
        }
        reactor.ended(this);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String toString() {
        return "port " + Addresses.show(address);
    }
}
