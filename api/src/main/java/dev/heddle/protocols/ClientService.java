package dev.heddle.protocols;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.ClientState.Event;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that lasts: while it is started, it keeps a connection, one at a time, and makes a new one when that is lost,
 * or could not be made, after a wait (V8).
 *
 * {@snippet :
 * ClientService client = new ClientService(endpoint, Factory.of(ChatProtocol::new), reactor);
 * client.startService();
 * client.whenConnected().addConsumer(protocol -> ((ChatProtocol) protocol).say("hello"));
 * }
 *
 * <p>A start is done at once, and does not wait for the connection: who needs one asks {@link #whenConnected}, each time,
 * and holds on to a protocol no longer than it lasts.
 *
 * <p>Methods need the baton once the reactor runs.
 */
public final class ClientService implements Service {

    private final ClientEndpoint endpoint;
    private final Factory factory;
    private final ReactorTime clock;
    private final Retries retries;
    private final Callback<? super Protocol, ? extends Deferred<?>> prepare;

    private final Waiters<Protocol> waiters;
    private final Waiters<@Nullable Void> stops;
    private ClientState state = ClientState.INIT;

    /** Null unless an attempt is under way, or a connection there, or being ended. */
    private @Nullable ClientAttempt attempt;

    /** Null unless the state is CONNECTED. */
    private @Nullable Protocol connected;

    /** Null unless the state is WAITING. */
    private @Nullable DelayedCall retry;

    /** Tells how long to wait when the present attempt or connection is over. */
    private Supplier<Duration> nextDelay;

    /** A client of {@code endpoint}, which waits as {@link RetryPolicy#backoff} says. */
    public ClientService(ClientEndpoint endpoint, Factory factory, ReactorTime clock) {
        this(endpoint, factory, clock, RetryPolicy.backoff());
    }

    /** A client that waits as {@code retryPolicy} says. */
    public ClientService(ClientEndpoint endpoint, Factory factory, ReactorTime clock, RetryPolicy retryPolicy) {
        this(endpoint, factory, clock, retryPolicy, made -> Deferred.<@Nullable Void>succeed(null));
    }

    /**
     * A client that prepares each connection before others get it: logs in, say.
     *
     * @param prepareConnection called with each new protocol; the connection is there for others when its Deferred has fired.
     *     Where that fails, the connection is closed, and the attempt has failed
     */
    public ClientService(
            ClientEndpoint endpoint,
            Factory factory,
            ReactorTime clock,
            RetryPolicy retryPolicy,
            Callback<? super Protocol, ? extends Deferred<?>> prepareConnection) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.factory = new WrappingFactory(factory, this::watch);
        this.clock = Objects.requireNonNull(clock, "clock");
        retries = new Retries(Objects.requireNonNull(retryPolicy, "retryPolicy"));
        nextDelay = retries::afterFailure;
        prepare = Objects.requireNonNull(prepareConnection, "prepareConnection");
        waiters = new Waiters<>(clock);
        stops = new Waiters<>(clock);
    }

    /** The connection, waiting for it through any number of failures. */
    public Deferred<Protocol> whenConnected() {
        return ask(-1);
    }

    /**
     * The connection: at once, or when there is one. Cancelling only gives up this wait.
     *
     * @param failAfterFailures how many attempts from now on may fail before the Deferred fails with the last one's failure;
     *     one or more
     * @return fires with the protocol, or fails with {@link CancellationException} where the service is or gets stopped
     * @throws IllegalArgumentException if the number is not one or more
     */
    public Deferred<Protocol> whenConnected(int failAfterFailures) {
        if (failAfterFailures < 1) {
            throw new IllegalArgumentException("failAfterFailures must be 1 or more, not " + failAfterFailures);
        }
        return ask(failAfterFailures);
    }

    private Deferred<Protocol> ask(int patience) {
        Protocol there = connected;
        if (there != null) {
            return Deferred.succeed(there);
        }
        return state == ClientState.INIT || state.isRunning() ? waiters.add(patience) : Deferred.fail(stopped());
    }

    private static CancellationException stopped() {
        return new CancellationException("the client service was stopped");
    }

    /**
     * Begins to connect. A service that is being stopped does so when it has stopped; one that is started goes on.
     *
     * @return has fired
     */
    @Override
    public Deferred<@Nullable Void> startService() {
        on(Event.START);
        return Deferred.succeed(null);
    }

    /**
     * Gives up the attempt, or loses the connection, whose last bytes have 30 seconds to go out. Those who wait for a
     * connection are told that there will be none.
     *
     * @return fires when the attempt has ended, or the connection is lost
     */
    @Override
    public Deferred<@Nullable Void> stopService() {
        if (state == ClientState.STOPPED) {
            return Deferred.succeed(null);
        }
        Deferred<@Nullable Void> stopped = stops.add();
        on(Event.STOP);
        return stopped;
    }

    @Override
    public boolean isRunning() {
        return state.isRunning();
    }

    /** The next state, and what is done on entering it. The state is new before anybody is told. */
    private void on(Event event) {
        ClientState before = state;
        state = before.on(event);
        if (state == before) {
            return;
        }
        switch (state) {
            case CONNECTING -> connect();
            case STOPPED -> enterStopped();
            case DISCONNECTING -> disconnect();
            case WAITING -> enterWaiting();
            case CONNECTED, RESTARTING, INIT -> {}
        }
    }

    private void connect() {
        retry = null;
        ClientAttempt begun = new ClientAttempt(new Attempts(), clock, prepare);
        attempt = begun;
        begun.begin(endpoint, factory);
    }

    private void enterWaiting() {
        retry = clock.callLater(nextDelay.get(), () -> on(Event.RETRY));
    }

    private void disconnect() {
        connected = null;
        ClientAttempt ending = attempt;
        waiters.failAll(stopped());
        if (ending != null) {
            ending.end();
        }
    }

    private void enterStopped() {
        DelayedCall scheduled = retry;
        retry = null;
        if (scheduled != null) {
            scheduled.cancel();
        }
        retries.reset();
        waiters.failAll(stopped());
        stops.fire(null);
    }

    /** Gives a connection that was made to the attempt under way; there is none where it was given up, but made all the same. */
    private Protocol watch(Protocol protocol, Factory maker) {
        ClientAttempt current = attempt;
        return current == null ? new Unwanted() : current.connection(protocol, maker);
    }

    private static final class Unwanted extends Protocol {
        @Override
        public void connectionMade() {
            transport().abortConnection();
        }
    }

    /** What attempts have come to. */
    private final class Attempts implements ClientAttempt.Owner {

        @Override
        public void ready(ClientAttempt made, Protocol protocol) {
            if (state != ClientState.CONNECTING) {
                made.end();
                return;
            }
            connected = protocol;
            on(Event.READY);
            waiters.fire(protocol);
        }

        @Override
        public void failed(Throwable cause) {
            boolean ended = state != ClientState.CONNECTING;
            gone(retries::afterFailure);
            if (!ended) {
                waiters.countFailure(cause);
            }
        }

        @Override
        public void lost(long lastedNanos) {
            gone(() -> retries.afterConnection(lastedNanos));
        }

        private void gone(Supplier<Duration> delay) {
            attempt = null;
            connected = null;
            nextDelay = delay;
            boolean restarting = state == ClientState.RESTARTING;
            on(Event.GONE);
            if (restarting) {
                stops.fire(null);
            }
        }
    }
}
