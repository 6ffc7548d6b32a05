package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.Failure;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a {@link ClientService}, from asking the endpoint to the end of the connection that came of it, if one did.
 *
 * <p>Two things end it, in either order: the row of connecting and preparing has a result ({@code settled}), and the
 * connection, where one was made, is lost. It is over when both have come about.
 */
final class ClientAttempt {

    /** What a service makes of its attempts. */
    interface Owner {
        /** The connection is there, and prepared. */
        void ready(ClientAttempt attempt, Protocol protocol);

        /** There was no connection, or none that could be prepared, and nothing is left of it. */
        void failed(Throwable cause);

        /** There was one, which lasted so long, and nothing is left of it. */
        void lost(long lastedNanos);
    }

    /** How long the last bytes may take to go out when a connection is to be closed. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final Owner owner;
    private final ReactorTime clock;
    private final Callback<? super Protocol, ? extends Deferred<?>> prepare;

    /** Null until there is one. */
    private @Nullable Connection connection;

    /** What waits for the endpoint, and then for the preparation. Null before it was begun. */
    private @Nullable Deferred<?> row;

    private boolean settled;

    /** Null unless it has failed. */
    private @Nullable Throwable failure;

    private long readyNanos;

    ClientAttempt(Owner owner, ReactorTime clock, Callback<? super Protocol, ? extends Deferred<?>> prepare) {
        this.owner = owner;
        this.clock = clock;
        this.prepare = prepare;
    }

    void begin(ClientEndpoint endpoint, Factory factory) {
        Deferred<Object> begun = Deferreds.maybe(() -> endpoint.connect(factory))
                .addCallbackDeferring(given -> Owed.bring(prepared(), clock));
        row = begun;
        begun.<@Nullable Void>addBoth((nothing, thrown) -> {
            settle(thrown);
            return null;
        });
    }

    @SuppressWarnings("unchecked") // nobody looks at the value
    private Deferred<Object> prepared() throws Throwable {
        if (connection == null) {
            throw new IllegalStateException("the endpoint connected without the factory that it was given");
        }
        return (Deferred<Object>) prepare.call(connection.wrapped());
    }

    private void settle(@Nullable Failure thrown) {
        settled = true;
        Connection made = connection;
        if (thrown == null && made != null && made.reason == null) {
            readyNanos = clock.nanoTime();
            owner.ready(this, made.wrapped());
            return;
        }
        failure = made != null && made.reason != null ? cause(made.reason, thrown) : causeOf(thrown);
        if (made == null || made.reason != null) {
            owner.failed(failure);
        } else {
            made.transport().loseConnection(CLOSE_LIMIT);
        }
    }

    private static Throwable causeOf(@Nullable Failure thrown) {
        return thrown == null ? new IllegalStateException("an attempt to connect gave nothing") : thrown.getCause();
    }

    /** Gives up what there is, and then tells the owner, perhaps at once. */
    void end() {
        if (!settled && row != null) {
            row.cancel();
        }
        Connection made = connection;
        if (made != null && made.reason == null) {
            made.transport().loseConnection(CLOSE_LIMIT);
        }
    }

    /** The connection of this attempt, around {@code protocol}. */
    Protocol connection(Protocol protocol, Factory factory) {
        return new Connection(protocol, factory);
    }

    private void connectionLost() {
        if (!settled) {
            if (row != null) {
                row.cancel();
            }
        } else if (failure != null) {
            owner.failed(failure);
        } else {
            owner.lost(clock.nanoTime() - readyNanos);
        }
    }

    /** Why there is no connection: a preparation that was given up because of the loss says nothing about it. */
    private static Throwable cause(CloseReason reason, @Nullable Failure thrown) {
        Throwable lost = switch (reason) {
            case CloseReason.ConnectionDone done -> new EOFException("the connection ended before it was prepared");
            case CloseReason.ConnectionAborted aborted ->
                new EOFException("the connection was aborted before it was prepared");
            case CloseReason.ConnectionLost(var cause) -> cause;
            case CloseReason.ProtocolFailed(var cause) -> cause;
        };
        return thrown == null || thrown.check(CancellationException.class) != null ? lost : thrown.getCause();
    }

    /** The protocol of the connection, watched. */
    private final class Connection extends ForwardingProtocol {

        /** Null until it is lost. */
        @Nullable
        CloseReason reason;

        Connection(Protocol wrapped, Factory factory) {
            super(wrapped, factory);
        }

        @Override
        Transport transportOfWrapped() {
            return transport();
        }

        @Override
        public void connectionMade() {
            if (connection != null || settled) {
                transport().abortConnection();
                return;
            }
            connection = this;
            super.connectionMade();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            this.reason = reason;
            try {
                super.connectionLost(reason);
            } finally {
                if (connection == this) {
                    ClientAttempt.this.connectionLost();
                }
            }
        }
    }
}
