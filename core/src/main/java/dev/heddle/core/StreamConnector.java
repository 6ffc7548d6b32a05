package dev.heddle.core;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A destination, the one attempt or connection that there is to it, and what its factory is told of them.
 *
 * <pre>
 *   DISCONNECTED ---connect---> CONNECTING ---connected---> CONNECTED
 *        ^------------failed--------'                          |
 *        '---------------------lost----------------------------'
 * </pre>
 */
final class StreamConnector implements Connector {

    private final CoreReactor reactor;
    private final SocketAddress destination;
    private final ClientFactory factory;
    private final ConnectOptions options;

    private State state = State.DISCONNECTED;

    /** Whether the factory counts this connector; from the first attempt until the connector comes to rest. */
    private boolean usesFactory;

    /** While connecting. */
    private @Nullable ConnectAttempt attempt;

    /** While connected; null there if the factory gave no protocol. */
    private @Nullable Stream stream;

    StreamConnector(CoreReactor reactor, SocketAddress destination, ClientFactory factory, ConnectOptions options) {
        TlsStart.requireName(options.stream().tls(), destination);
        this.reactor = reactor;
        this.destination = destination;
        this.factory = factory;
        this.options = options;
    }

    @Override
    public State state() {
        boolean taken = reactor.admit("Connector.state");
        try {
            return state;
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void connect() {
        boolean taken = reactor.admit("Connector.connect");
        try {
            require(State.DISCONNECTED, "connect");
            if (!reactor.isEnding()) {
                begin();
            }
        } finally {
            reactor.dismiss(taken);
        }
    }

    private void begin() {
        if (!usesFactory) {
            reactor.factories().begin(reactor, factory);
            usesFactory = true;
        }
        state = State.CONNECTING;
        attempt = new ConnectAttempt(reactor, this, destination, options);
        try {
            factory.startedConnecting(this);
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        }
        if (attempt != null) {
            attempt.begin();
        }
    }

    @Override
    public void stopConnecting() {
        boolean taken = reactor.admit("Connector.stopConnecting");
        try {
            require(State.CONNECTING, "stopConnecting");
            attempt().cancel("the application gave it up");
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void disconnect() {
        boolean taken = reactor.admit("Connector.disconnect");
        try {
            switch (state) {
                case CONNECTING -> attempt().cancel("the application gave it up");
                case CONNECTED -> {
                    if (stream != null) {
                        stream.lose();
                    }
                }
                case DISCONNECTED -> {}
            }
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public SocketAddress getDestination() {
        return destination;
    }

    /** The attempt succeeded. Called in a turn. */
    void connected(Wire wire) {
        Protocol protocol;
        try {
            protocol = factory.buildProtocol(wire.remoteAddress());
        } catch (Throwable thrown) {
            wire.close();
            failed(new ConnectFailedException.FactoryFailed(
                    "connection to " + Addresses.show(destination) + " was made, but its factory threw " + thrown,
                    thrown));
            return;
        }
        attempt = null;
        state = State.CONNECTED;
        if (protocol == null) {
            wire.close();
            reactor.turns().later(() -> lost(new CloseReason.ConnectionDone()));
        } else {
            Wire secured =
                    TlsStart.fromTheFirstByte(reactor, wire, options.stream().tls(), destination);
            Stream opened = new Stream(reactor, secured, protocol, options.stream(), this::lost);
            stream = opened;
            opened.open(factory, destination, () -> TlsStart.whenSecured(opened, () -> tellMade(protocol)));
        }
    }

    private void tellMade(Protocol protocol) {
        try {
            factory.clientConnectionMade(this, protocol);
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        }
    }

    /** The attempt failed. Called in a turn of its own. */
    void failed(ConnectFailedException reason) {
        comeToRest(() -> factory.clientConnectionFailed(this, reason));
    }

    private void lost(CloseReason reason) {
        comeToRest(() -> factory.clientConnectionLost(this, reason));
    }

    private void comeToRest(Runnable tellFactory) {
        attempt = null;
        stream = null;
        state = State.DISCONNECTED;
        try {
            tellFactory.run();
        } catch (Throwable thrown) {
            Log.threw(factory, thrown);
        }
        if (state == State.DISCONNECTED) {
            usesFactory = false;
            reactor.factories().end(reactor, factory);
        }
    }

    private ConnectAttempt attempt() {
        return Objects.requireNonNull(attempt);
    }

    private void require(State required, String call) {
        if (state != required) {
            throw new IllegalStateException(
                    call + " needs a connector that is " + required + ", but " + this + " is " + state);
        }
    }

    @Override
    public String toString() {
        return "connector to " + Addresses.show(destination);
    }
}
