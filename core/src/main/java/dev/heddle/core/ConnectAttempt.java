package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a connector: the name is looked up beside the reactor, its addresses are tried in turn, and all of it
 * is given up when the time is up. Tells the connector what came of it, once, and not inside the call that began it.
 */
final class ConnectAttempt implements Driver.ConnectEvents, Live {

    private final CoreReactor reactor;
    private final StreamConnector connector;
    private final SocketAddress destination;
    private final ConnectOptions options;
    private final Queue<SocketAddress> untried = new ArrayDeque<>();
    private final DelayedCall timeLimit;

    private boolean over;

    /** While the name is looked up. */
    private @Nullable Deferred<?> lookup;

    /** While an address is tried. */
    private Driver.@Nullable Attempt underWay;

    /** The limit counts from here; {@link #begin} follows at once. */
    ConnectAttempt(CoreReactor reactor, StreamConnector connector, SocketAddress destination, ConnectOptions options) {
        this.reactor = reactor;
        this.connector = connector;
        this.destination = destination;
        this.options = options;
        timeLimit = reactor.turns().timers.callLater(options.timeout(), this::timedOut);
        reactor.nowLive(this);
    }

    void begin() {
        if (!over) {
            reactor.whenRunning(this::resolve);
        }
    }

    private void resolve() {
        if (over) {
            return;
        }
        if (destination instanceof InetSocketAddress internet && internet.isUnresolved()) {
            lookUp(internet);
        } else {
            tryAll(List.of(destination));
        }
    }

    private void lookUp(InetSocketAddress unresolved) {
        String host = unresolved.getHostString();
        Deferred<List<InetAddress>> addresses = reactor.beside().run("look-up of " + host, () -> lookUp(host));
        lookup = addresses;
        addresses
                .addConsumer(found -> resolved(found, unresolved.getPort()))
                .addErrorConsumer(failure -> notResolved(host, failure));
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private void resolved(List<InetAddress> addresses, int port) {
        lookup = null;
        tryAll(addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList());
    }

    private void notResolved(String host, Failure failure) {
        lookup = null;
        fail(new ConnectFailedException.UnknownHost(
                "connection to " + Addresses.show(destination) + ": unknown host " + host, failure.getCause()));
    }

    private void tryAll(List<? extends SocketAddress> addresses) {
        if (!over) {
            untried.addAll(addresses);
            tryNext();
        }
    }

    private void tryNext() {
        underWay = reactor.turns().driver().connect(untried.remove(), options, this);
    }

    @Override
    public void connected(Wire wire) {
        if (over) {
            wire.close();
        } else {
            finish();
            connector.connected(wire);
        }
        reactor.turns().end(connector);
    }

    @Override
    public void failed(IOException cause) {
        if (!over && !untried.isEmpty()) {
            tryNext();
        } else {
            fail(ConnectFailures.of(cause, destination, options.bindAddress()));
        }
        reactor.turns().end(connector);
    }

    private void timedOut() {
        giveUp();
        finish();
        connector.failed(new ConnectFailedException.TimedOut(
                "connection to " + Addresses.show(destination) + " timed out after " + options.timeout(), null));
    }

    /** Gives the attempt up; the connector is told in a later turn. */
    void cancel(String why) {
        if (over) {
            return;
        }
        giveUp();
        reactor.turns().later(() -> {
            finish();
            connector.failed(new ConnectFailedException.Cancelled(
                    "connection to " + Addresses.show(destination) + " was cancelled: " + why));
        });
    }

    @Override
    public void endForStop() {
        cancel("the reactor stopped");
    }

    private void giveUp() {
        over = true;
        if (lookup != null) {
            lookup.cancel();
        }
        if (underWay != null) {
            underWay.cancel();
        }
    }

    private void fail(ConnectFailedException reason) {
        if (!over) {
            finish();
            connector.failed(reason);
        }
    }

    private void finish() {
        over = true;
        TimingWheel.cancel(timeLimit);
        reactor.ended(this);
    }
}
