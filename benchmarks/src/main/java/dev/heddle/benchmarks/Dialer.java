package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/** Connections over loopback, batch after batch, from one arm to another or to itself. */
public final class Dialer implements AutoCloseable {

    private final Accepted accepted;
    private final ConnectArm.Dial dial;
    private long made;

    /** Opens a port. It stays open until the server is closed. */
    public Dialer(ConnectArm clients, ConnectArm server) {
        accepted = new Accepted();
        InetSocketAddress address = server.accept(accepted);
        dial = clients.openDial(address, accepted, clients == server);
    }

    /** Connects to a port that is open, and told nothing of yet. It is closed with this. */
    public Dialer(ConnectArm clients, InetSocketAddress server, Accepted accepted) {
        this.accepted = accepted;
        dial = clients.openDial(server, accepted, false);
    }

    /**
     * Makes {@code connections} connections, {@code inFlight} at a time, which the client resets as soon as it sees
     * them, and waits until both sides have seen all of them, and their loss.
     *
     * @throws IllegalStateException if one failed, or was not seen or not lost by both
     */
    public void connectAndReset(int inFlight, int connections) {
        dial.connectAndReset(inFlight, connections);
        made += connections;
        accepted.awaitLost(made);
    }

    /** Nothing is counted any more. The arms are left open. */
    @Override
    public void close() {
        accepted.close();
    }
}
