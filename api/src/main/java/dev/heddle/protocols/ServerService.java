package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.endpoint.ServerEndpoint;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server that listens while it is started (V10). Connections that it accepted outlive the stop; a factory that wants to
 * close them does that in {@link Factory#stopFactory}.
 */
public final class ServerService implements Service {

    private final String name;
    private final ServerEndpoint endpoint;
    private final Factory factory;

    /** The start under way; null while there is none. */
    private @Nullable Deferred<@Nullable Void> listening;

    /** Null while there is none. */
    private @Nullable ListeningPort port;

    /** A server on {@code endpoint}, which is not started yet. */
    public ServerService(String name, ServerEndpoint endpoint, Factory factory) {
        this.name = Objects.requireNonNull(name, "name");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRunning() {
        return port != null || listening != null;
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException while it does not
     */
    public ListeningPort port() {
        if (port == null) {
            throw new IllegalStateException(name + " does not listen: start it, and wait for that");
        }
        return port;
    }

    /**
     * Listens.
     *
     * @return fires when it does, or fails with a {@link dev.heddle.net.CannotListenException}
     * @throws IllegalStateException if it has been started
     */
    @Override
    public Deferred<@Nullable Void> startService() {
        if (isRunning()) {
            throw new IllegalStateException(name + " has been started already");
        }
        Deferred<@Nullable Void> begun =
                Deferreds.maybe(() -> endpoint.listen(factory)).addConsumer(bound -> port = bound);
        listening = begun;
        return begun.<@Nullable Void>addBoth((nothing, failure) -> {
            listening = null;
            if (failure != null) {
                throw failure.getCause();
            }
            return null;
        });
    }

    @Override
    public Deferred<@Nullable Void> stopService() {
        Deferred<@Nullable Void> begun = listening;
        if (begun != null) {
            begun.cancel();
        }
        ListeningPort bound = port;
        port = null;
        return bound == null ? Deferred.succeed(null) : bound.stopListening();
    }
}
