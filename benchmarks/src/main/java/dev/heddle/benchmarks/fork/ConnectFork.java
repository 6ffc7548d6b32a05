package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.Dialer;

/** Makes connections with one arm, and ends. What it costs is counted from outside. */
public final class ConnectFork {

    private static final int BATCH = 1_000;

    private ConnectFork() {}

    /** Arguments: the arm, on how many loops (1 or 2), how many connections in flight, how many in all. */
    public static void main(String... arguments) {
        String name = arguments[0];
        int inFlight = Integer.parseInt(arguments[2]);
        ConnectArm clients = Arms.open(name, ConnectArm.class);
        ConnectArm server = arguments[1].equals("1") ? clients : Arms.open(name, ConnectArm.class);
        try (Dialer dialer = new Dialer(clients, server)) {
            for (int left = Integer.parseInt(arguments[3]); left > 0; left -= BATCH) {
                dialer.connectAndReset(inFlight, Math.min(left, BATCH));
            }
        }
        clients.close();
        server.close();
    }
}
