package dev.heddle.net;

import dev.heddle.ReactorThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as two of the JDK's flows: what the peer sends is published, and what is published to it is sent (F1-F4).
 *
 * {@snippet :
 * var connection = new FlowProtocol(reactor);
 * reactor.connectTcp("example.org", 7, ClientFactory.of(() -> connection));
 *
 * questions.subscribe(connection.output());
 * connection.input().subscribe(answers);
 * }
 *
 * <p>Nothing is read that was not requested, so a subscriber that is slow holds the peer back; and nothing is requested
 * while more waits to be sent than {@link WriteBufferLimits} allow for, so a peer that is slow holds the publisher back.
 *
 * <p>The halves of the connection end one by one. The input completes at the peer's end of stream; when the publisher of
 * the output completes, our half ends, once everything was sent. An error of that publisher aborts the connection. Where
 * the connection is lost otherwise, the input fails and the output cancels its subscription.
 *
 * <p>Any thread may subscribe, request, cancel and publish. Subscribers are called in turns of the reactor.
 */
public final class FlowProtocol extends Protocol implements HalfCloseable {

    private final ReactorThreads reactor;
    private final FlowInput input = new FlowInput(this);
    private final FlowOutput output = new FlowOutput(this);

    /** A protocol for a connection of {@code reactor}. */
    public FlowProtocol(ReactorThreads reactor) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
    }

    /**
     * What the peer sends, cut anywhere. Each buffer is its subscriber's own. There is one subscriber; a second one is
     * told {@link IllegalStateException}. If it cancels, what the peer sends is read and thrown away.
     */
    public Flow.Publisher<ByteBuffer> input() {
        return input;
    }

    /**
     * What sends to the peer. A buffer is the connection's from when it is published. It subscribes to one publisher; a
     * second subscription is cancelled. It requests one buffer at a time.
     */
    public Flow.Subscriber<ByteBuffer> output() {
        return output;
    }

    /** Does {@code action} with the baton: now, if it is held, or else in a later turn; whether there will be one. */
    boolean inTurn(Runnable action) {
        if (reactor.isHeldByCurrentThread()) {
            action.run();
            return true;
        }
        return inLaterTurn(action);
    }

    boolean inLaterTurn(Runnable action) {
        try {
            reactor.callFromThread(action);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    @Override
    public void connectionMade() {
        input.connectionMade(transport());
        output.connectionMade(transport());
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        input.received(bytes);
    }

    @Override
    public void readConnectionLost() {
        input.end(null);
    }

    @Override
    public void writeConnectionLost() {}

    @Override
    public void connectionLost(CloseReason reason) {
        output.connectionLost();
        input.end(failureOf(reason));
    }

    private static @Nullable Throwable failureOf(CloseReason reason) {
        return switch (reason) {
            case CloseReason.ConnectionDone done -> null;
            case CloseReason.ConnectionAborted aborted -> new IOException("the connection was aborted on this side");
            case CloseReason.ConnectionLost(var cause) -> cause;
            case CloseReason.ProtocolFailed(var cause) -> cause;
        };
    }
}
