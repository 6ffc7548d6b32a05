package dev.heddle.tck;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Protocol;
import java.net.SocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a journal what its reactor tells it - {@code started}, {@code connecting}, {@code built}, {@code failed},
 * {@code lost}, {@code stopped}, each behind the factory's name - and does what the test wants done then.
 */
public final class RecordingFactory implements ClientFactory {

    private final Journal journal;
    private final String name;
    private final Supplier<? extends @Nullable Protocol> protocols;

    private Runnable whenStarted = () -> {};
    private Consumer<Connector> whenConnecting = connector -> {};
    private Consumer<Connector> whenFailed = connector -> {};
    private Consumer<Connector> whenLost = connector -> {};
    private Runnable whenStopped = () -> {};
    private volatile @Nullable ConnectFailedException failure;
    private volatile @Nullable CloseReason reason;

    /** A factory of {@code protocols} whose lines in {@code journal} begin with {@code name}. */
    public RecordingFactory(Journal journal, String name, Supplier<? extends @Nullable Protocol> protocols) {
        this.journal = journal;
        this.name = name;
        this.protocols = protocols;
    }

    /** Has {@code action} run in {@code startFactory}, after the line for it. */
    public RecordingFactory whenStarted(Runnable action) {
        whenStarted = action;
        return this;
    }

    /** Has {@code action} run in {@code startedConnecting}, after the line for it. */
    public RecordingFactory whenConnecting(Consumer<Connector> action) {
        whenConnecting = action;
        return this;
    }

    /** Has {@code action} run in {@code clientConnectionFailed}, after the line for it. */
    public RecordingFactory whenFailed(Consumer<Connector> action) {
        whenFailed = action;
        return this;
    }

    /** Has {@code action} run in {@code clientConnectionLost}, after the line for it. */
    public RecordingFactory whenLost(Consumer<Connector> action) {
        whenLost = action;
        return this;
    }

    /** Has {@code action} run in {@code stopFactory}, after the line for it. */
    public RecordingFactory whenStopped(Runnable action) {
        whenStopped = action;
        return this;
    }

    /** Waits for the first failure to connect, and returns the latest. */
    public ConnectFailedException awaitFailure() {
        journal.await(name + " failed");
        ConnectFailedException known = failure;
        if (known == null) {
            throw new AssertionError("failed without a reason");
        }
        return known;
    }

    /** Waits for the first loss of a connection, and returns the reason of the latest. */
    public CloseReason awaitLost() {
        journal.await(name + " lost");
        CloseReason known = reason;
        if (known == null) {
            throw new AssertionError("lost without a reason");
        }
        return known;
    }

    @Override
    public void startFactory() {
        journal.add(name + " started");
        whenStarted.run();
    }

    @Override
    public void startedConnecting(Connector connector) {
        journal.add(name + " connecting");
        whenConnecting.accept(connector);
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        journal.add(name + " built");
        return protocols.get();
    }

    @Override
    public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
        failure = reason;
        journal.add(name + " failed");
        whenFailed.accept(connector);
    }

    @Override
    public void clientConnectionLost(Connector connector, CloseReason reason) {
        this.reason = reason;
        journal.add(name + " lost");
        whenLost.accept(connector);
    }

    @Override
    public void stopFactory() {
        journal.add(name + " stopped");
        whenStopped.run();
    }
}
