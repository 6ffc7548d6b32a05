package dev.heddle.spi;

import dev.heddle.Reactor;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.TcpListeningPort;
import java.util.List;

/** A reactor that can serve with others as one, in a {@link dev.heddle.ReactorGroup}. Not for applications. */
public interface GroupMember extends Reactor {

    /** Whether this reactor and {@code other} can hand each other connections: they are of one backend. From any thread. */
    boolean mayServeWith(GroupMember other);

    /**
     * Has this reactor and {@code other}, which may serve with it, start and stop their factories as one does. Neither runs.
     *
     * @throws IllegalArgumentException if this reactor has used a factory before
     */
    void shareFactories(GroupMember other);

    /**
     * As {@link Reactor#listenTcp(int, Factory, ListenOptions)}, but the connections go to {@code servers} in turns. The
     * port stays this reactor's.
     *
     * @param servers not empty; this reactor may be among them, and each may serve with it
     */
    TcpListeningPort listenTcp(int port, Factory factory, ListenOptions options, List<? extends GroupMember> servers);

    /**
     * Checks that {@link Reactor#close} would not wait for its own caller. From any thread.
     *
     * @throws IllegalStateException if it would
     */
    void requireMayClose();
}
