package dev.heddle.benchmarks;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections over loopback, batch after batch, from one arm to another or to itself.
 *
 * <p>To itself, on one loop, the next connection begins when the server was told of the loss of one. Between two loops
 * that would measure a message from one to the other rather than connections; so there the next one begins when the
 * client has lost one, as long as clients are not too far ahead of the server.
 */
public final class Dialer {

    /** The backlog of a port suffices for that, also if some clients look at the same time. */
    private static final int MOST_AHEAD = NetworkArm.BACKLOG * 3 / 4;

    /** So often does the server say that it has caught up: a message for a crowd, not for each connection. */
    private static final int LOST_EACH_MESSAGE = NetworkArm.BACKLOG / 4;

    private final NetworkArm clients;
    private final boolean oneLoop;
    private final Runnable connect;
    private volatile Batch batch = new Batch(0);

    /** Opens a port. It stays open until the server is closed. */
    public Dialer(NetworkArm clients, NetworkArm server) {
        this.clients = clients;
        oneLoop = clients == server;
        InetSocketAddress address = server.listen(new ServerSide());
        connect = clients.dial(address, new ClientSide());
    }

    /**
     * Makes {@code connections} connections, {@code inFlight} at a time, which the client resets as soon as it sees
     * them, and waits until both sides have seen all of them, and their loss.
     */
    public void connectAndReset(int inFlight, int connections) {
        Batch next = new Batch(connections);
        batch = next;
        clients.post(() -> next.completion.guard(() -> {
            for (int first = 0; first < inFlight; first++) {
                next.beginOne();
            }
        }));
        next.completion.await(next::toString);
        Completion.check("connections that the client saw", connections, next.seenByClient.get());
        Completion.check("connections that the server saw", connections, next.seenByServer.get());
    }

    /** What was seen of one batch. Every method may be called from any thread. */
    private final class Batch {

        private final Completion completion = new Completion();
        private final int connections;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger seenByClient = new AtomicInteger();
        private final AtomicInteger seenByServer = new AtomicInteger();
        private final AtomicInteger lostByClient = new AtomicInteger();
        private final AtomicInteger lostByServer = new AtomicInteger();

        /** How many clients wait for the server to catch up. */
        private final AtomicInteger held = new AtomicInteger();

        Batch(int connections) {
            this.connections = connections;
        }

        private void beginOne() {
            if (begun.getAndIncrement() < connections) {
                connect.run();
            }
        }

        private void clientLost() {
            int lost = lostByClient.incrementAndGet();
            if (!oneLoop) {
                beginOrHold();
            }
            endIfAllLost(lost, lostByServer.get());
        }

        private void serverLost() {
            int lost = lostByServer.incrementAndGet();
            if (oneLoop) {
                beginOne();
            } else if (lost % LOST_EACH_MESSAGE == 0) {
                clients.post(this::beginHeld);
            }
            endIfAllLost(lostByClient.get(), lost);
        }

        /** Looks a second time: the server may have caught up before it could see that a client is held. */
        private void beginOrHold() {
            if (isFarAhead()) {
                held.incrementAndGet();
                if (!isFarAhead()) {
                    beginHeld();
                }
            } else {
                beginOne();
            }
        }

        private boolean isFarAhead() {
            return begun.get() - lostByServer.get() >= MOST_AHEAD;
        }

        private void beginHeld() {
            while (!isFarAhead() && held.getAndUpdate(count -> Math.max(count - 1, 0)) > 0) {
                beginOne();
            }
        }

        private void endIfAllLost(int byClient, int byServer) {
            if (byClient == connections && byServer == connections) {
                completion.done();
            }
        }

        @Override
        public String toString() {
            return begun + " attempts, of which seen by client " + seenByClient + ", by server " + seenByServer
                    + ", lost by client " + lostByClient + ", by server " + lostByServer;
        }
    }

    private final class ClientSide implements ConnectionEvents {

        @Override
        public void seen() {
            batch.seenByClient.getAndIncrement();
        }

        @Override
        public void lost() {
            batch.clientLost();
        }

        @Override
        public void failed(Throwable cause) {
            batch.completion.fail(cause);
        }
    }

    private final class ServerSide implements ConnectionEvents {

        @Override
        public void seen() {
            batch.seenByServer.getAndIncrement();
        }

        @Override
        public void lost() {
            batch.serverLost();
        }

        @Override
        public void failed(Throwable cause) {
            batch.completion.fail(cause);
        }
    }
}
