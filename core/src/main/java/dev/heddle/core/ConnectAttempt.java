package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.LookupFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a connector: an address is tried; a name is looked up, and its addresses are tried; and all of it is
 * given up when the time is up. Tells the connector what came of it, once, and not inside the call that began it.
 */
final class ConnectAttempt implements Driver.ConnectEvents, Live {

    private final CoreReactor reactor;
    private final StreamConnector connector;
    private final SocketAddress destination;
    private final ConnectOptions options;
    private final DelayedCall timeLimit;

    private boolean over;

    /** While the name is looked up. */
    private @Nullable Deferred<?> lookup;

    /** Where the destination is an address: while that is tried. */
    private Driver.@Nullable Attempt underWay;

    /** Where the destination is a name: once its addresses are known. */
    private @Nullable AddressRace race;

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
            underWay = reactor.turns().driver().connect(destination, options, this);
        }
    }

    private void lookUp(InetSocketAddress unresolved) {
        Deferred<List<InetAddress>> addresses = LookUp.begin(reactor, unresolved.getHostString());
        lookup = addresses;
        addresses
                .addConsumer(found -> resolved(found, unresolved.getPort()))
                .addErrorConsumer(failure -> notResolved(unresolved.getHostString(), failure));
    }

    private void resolved(List<InetAddress> found, int port) {
        lookup = null;
        StandardProtocolFamily reachable = options.reachableFamily();
        List<InetSocketAddress> addresses = AddressRace.inOrder(found, reachable).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        if (addresses.isEmpty()) {
            fail(unknown("it has no address of family " + reachable, null));
        } else {
            race = new AddressRace(reactor, this, options, addresses);
            race.begin();
        }
    }

    private void notResolved(String host, Failure failure) {
        lookup = null;
        Throwable cause = failure.getCause();
        fail(unknown("unknown host " + host, cause instanceof LookupFailedException ? cause.getCause() : cause));
    }

    private ConnectFailedException unknown(String why, @Nullable Throwable cause) {
        return new ConnectFailedException.UnknownHost(
                "connection to " + Addresses.show(destination) + ": " + why, cause);
    }

    @Override
    public void connected(Wire wire) {
        if (over) {
            wire.close();
        } else {
            finish();
            connector.connected(wire);
        }
        goesOn();
    }

    @Override
    public void failed(IOException cause) {
        fail(ConnectFailures.of(cause, destination, options.bindAddress()));
        goesOn();
    }

    /** The addresses of the name failed, all of them. */
    void failed(List<ConnectFailedException> each) {
        fail(ConnectFailures.ofAll(destination, each));
        goesOn();
    }

    /** What a driver told is dealt with, and so its turn ends. */
    void goesOn() {
        reactor.turns().end(connector);
    }

    private void timedOut() {
        ConnectFailedException reason = new ConnectFailedException.TimedOut(
                "connection to " + Addresses.show(destination) + " timed out after " + options.timeout() + whileWhat(),
                null);
        if (race != null) {
            race.failures().forEach(reason::addSuppressed);
        }
        giveUp();
        finish();
        connector.failed(reason);
    }

    private String whileWhat() {
        if (lookup != null) {
            return ", while its name was looked up";
        }
        return race == null ? "" : ": no answer from " + race.unanswered();
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
        if (race != null) {
            race.cancel();
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

    @Override
    public String toString() {
        return "attempt to connect to " + Addresses.show(destination);
    }
}
