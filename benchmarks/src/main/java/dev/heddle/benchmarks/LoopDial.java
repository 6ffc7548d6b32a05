package dev.heddle.benchmarks;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes connections for an arm that tells of each.
 *
 * <p>To itself, on one loop, the next connection begins when the server was told of the loss of one. Between two loops
 * that would measure a message from one to the other rather than connections; so there the next one begins when the
 * client has lost one, as long as clients are not too far ahead of the server.
 */
final class LoopDial implements ConnectArm.Dial {

    /** So often does the server say that it has caught up: a message for a crowd, not for each connection. */
    private static final int LOST_EACH_MESSAGE = ConnectArm.BACKLOG / 4;

    private final NetworkArm clients;
    private final Accepted accepted;
    private final boolean ownLoop;
    private final Runnable connect;
    private volatile Batch batch;

    LoopDial(NetworkArm clients, InetSocketAddress server, Accepted accepted, boolean ownLoop) {
        this.clients = clients;
        this.accepted = accepted;
        this.ownLoop = ownLoop;
        batch = new Batch(0);
        connect = clients.dial(server, new ClientSide());
        accepted.follow(new ServerSide());
    }

    @Override
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
    }

    /** What was seen of one batch. Every method may be called from any thread. */
    private final class Batch {

        private final Completion completion = new Completion();
        private final int connections;
        private final long lostBefore = accepted.lostCount();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger seenByClient = new AtomicInteger();
        private final AtomicInteger lostByClient = new AtomicInteger();

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
            if (!ownLoop) {
                beginOrHold();
            }
            if (lost == connections) {
                completion.done();
            }
        }

        /** What is told late may be of the batch before. */
        private void serverLost(long count) {
            long lost = count - lostBefore;
            if (lost <= 0) {
                return;
            }
            if (ownLoop) {
                beginOne();
            } else if (lost % LOST_EACH_MESSAGE == 0) {
                clients.post(this::beginHeld);
            }
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
            return begun.get() - (accepted.lostCount() - lostBefore) >= ConnectArm.MOST_AHEAD;
        }

        private void beginHeld() {
            while (!isFarAhead() && held.getAndUpdate(count -> Math.max(count - 1, 0)) > 0) {
                beginOne();
            }
        }

        @Override
        public String toString() {
            return begun + " attempts, of which seen by client " + seenByClient + ", lost by client " + lostByClient
                    + "; of all batches " + accepted;
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

    private final class ServerSide implements Accepted.Follower {

        @Override
        public void lost(long count) {
            batch.serverLost(count);
        }

        @Override
        public void failed(Throwable cause) {
            batch.completion.fail(cause);
        }
    }
}
