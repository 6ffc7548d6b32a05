package dev.heddle.benchmarks;

import dev.heddle.Reactor;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.net.Factory;

/**
 * A workload of your own of a server and its clients: the protocols of the server, and a script for a client. The server
 * listens on the loopback, on a reactor; all clients are on another one. See {@link UserWorkload} for how it is measured.
 */
public interface ProtocolWorkload extends UserWorkload {

    /**
     * Makes the protocols of the server. Called once, by the reactor.
     *
     * @param reactor that of the server
     */
    Factory server(Reactor reactor) throws Exception;

    /**
     * What one client does, written as a task: it may wait for any {@code Deferred}. A call begins anew, so it connects first
     * and leaves at the end. It returns when all was done, and throws if any of it was not.
     *
     * @param reactor that of the clients
     * @param server where to connect to
     * @param operations how many it is to do; one or more
     */
    void client(Reactor reactor, ClientEndpoint server, int operations) throws Exception;

    /** How many clients there are at a time, which share the operations; one or more. */
    default int clients() {
        return 1;
    }

    /** Listens; the work is a task for each client. */
    @Override
    default Work open(Reactor server, Reactor client) throws Exception {
        return ScriptedClients.open(this, server, client);
    }
}
