package dev.heddle.protocols;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A factory whose connectors connect again, after a wait, when an attempt has failed or a connection is lost (V7). For new
 * programs {@link ClientService} has more to offer: somebody to ask for the connection, and an end that can be waited for.
 *
 * {@snippet :
 * reactor.connectTcp(host, port, new ReconnectingClientFactory(Factory.of(Chat::new), reactor, RetryPolicy.backoff()));
 * }
 *
 * <p>The other factory is told all that happens; of each attempt, where it is a {@link ClientFactory}. It is started and
 * stopped with each attempt.
 */
public final class ReconnectingClientFactory implements ClientFactory {

    /** As many retries as there may be. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final WrappingFactory wrapped;
    private final ReactorTime clock;
    private final RetryPolicy policy;
    private final int maxRetries;
    private final Map<Connector, Course> courses = new HashMap<>();
    private boolean stopped;

    /** A factory of the protocols of {@code wrapped} that never stops trying by itself. */
    public ReconnectingClientFactory(Factory wrapped, ReactorTime clock, RetryPolicy policy) {
        this(wrapped, clock, policy, UNLIMITED);
    }

    /**
     * A factory that gives a connector up when so many retries in a row came to nothing.
     *
     * @param maxRetries zero or more
     */
    public ReconnectingClientFactory(Factory wrapped, ReactorTime clock, RetryPolicy policy, int maxRetries) {
        this.wrapped = new WrappingFactory(wrapped, (protocol, factory) -> protocol);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.policy = Objects.requireNonNull(policy, "policy");
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must be zero or more, not " + maxRetries);
        }
        this.maxRetries = maxRetries;
    }

    /** The attempts of one connector. */
    private final class Course {

        private final Connector connector;
        private final Retries retries = new Retries(policy);
        private long begunNanos;

        /** Null unless it waits. */
        private @Nullable DelayedCall retry;

        Course(Connector connector) {
            this.connector = connector;
        }

        void retryAfter(Duration delay) {
            if (stopped || retries.failures() > maxRetries) {
                courses.remove(connector);
                return;
            }
            retry = clock.callLater(delay, () -> {
                retry = null;
                connector.connect();
            });
        }

        void stop() {
            if (retry != null) {
                retry.cancel();
            } else if (connector.state() == Connector.State.CONNECTING) {
                connector.stopConnecting();
            }
        }
    }

    /**
     * Ends the trying, for good: waits and attempts are given up, connections stay, and nothing is tried again after them.
     */
    public void stopTrying() {
        stopped = true;
        Map<Connector, Course> ended = Map.copyOf(courses);
        courses.clear();
        ended.values().forEach(Course::stop);
    }

    /**
     * Has the next waits begin with the shortest again. A connection that lasts as long as the wait before it does that by
     * itself.
     */
    public void resetDelay() {
        courses.values().forEach(course -> course.retries.reset());
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        return wrapped.buildProtocol(peer);
    }

    @Override
    public void startFactory() {
        wrapped.startFactory();
    }

    @Override
    public void stopFactory() {
        wrapped.stopFactory();
    }

    @Override
    public void startedConnecting(Connector connector) {
        courses.computeIfAbsent(connector, Course::new).begunNanos = clock.nanoTime();
        wrapped.startedConnecting(connector);
    }

    @Override
    public void clientConnectionMade(Connector connector, Protocol protocol) {
        wrapped.clientConnectionMade(connector, protocol);
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        wrapped.clientConnectionFailed(connector, reason);
        Course course = courses.get(connector);
        if (course != null && connector.state() == Connector.State.DISCONNECTED) {
            course.retryAfter(course.retries.afterFailure());
        }
    }

    @Override
    public void clientConnectionLost(Connector connector, CloseReason reason) {
        wrapped.clientConnectionLost(connector, reason);
        Course course = courses.get(connector);
        if (course != null && connector.state() == Connector.State.DISCONNECTED) {
            course.retryAfter(course.retries.afterConnection(clock.nanoTime() - course.begunNanos));
        }
    }
}
