package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** With arms of memory: a server takes a step only when the clients have none to take. */
class DialerTest {

    private final Queue<Runnable> clientSteps = new ArrayDeque<>();
    private final Queue<Runnable> serverSteps = new ArrayDeque<>();
    private boolean running;
    private boolean blindServer;
    private int ahead;
    private int mostAhead;

    private final class FakeArm implements NetworkArm {

        @Override
        public String description() {
            return "A fake.";
        }

        @Override
        public void post(Runnable work) {
            clientSteps.add(work);
            if (!running) {
                running = true;
                runAll();
                running = false;
            }
        }

        @Override
        public InetSocketAddress listen(ConnectionEvents events) {
            server = events;
            return InetSocketAddress.createUnresolved("memory", 1);
        }

        @Override
        public Runnable dial(InetSocketAddress address, ConnectionEvents events) {
            return () -> {
                ahead++;
                mostAhead = Math.max(mostAhead, ahead);
                clientSteps.add(() -> {
                    events.seen();
                    serverSteps.add(DialerTest.this::serve);
                    events.lost();
                });
            };
        }

        @Override
        public void close() {}
    }

    private ConnectionEvents server = new ConnectionEvents() {
        @Override
        public void seen() {}

        @Override
        public void lost() {}

        @Override
        public void failed(Throwable cause) {}
    };

    private void serve() {
        if (!blindServer) {
            server.seen();
        }
        ahead--;
        server.lost();
    }

    private void runAll() {
        while (!clientSteps.isEmpty() || !serverSteps.isEmpty()) {
            (clientSteps.isEmpty() ? serverSteps : clientSteps).remove().run();
        }
    }

    @Test
    void onOneLoopSoManyAreInFlightUntilTheServerHasLostThem() {
        NetworkArm arm = new FakeArm();

        new Dialer(arm, arm).connectAndReset(8, 1_000);

        assertThat(mostAhead).isEqualTo(8);
        assertThat(ahead).isZero();
    }

    @Test
    void onTwoLoopsClientsGoAheadOfTheServerButNotFarther() {
        new Dialer(new FakeArm(), new FakeArm()).connectAndReset(8, 5_000);

        assertThat(mostAhead).isBetween(NetworkArm.BACKLOG / 2, NetworkArm.BACKLOG);
        assertThat(ahead).isZero();
    }

    @Test
    void manyInFlightStayWithinTheBacklog() {
        new Dialer(new FakeArm(), new FakeArm()).connectAndReset(512, 5_000);

        assertThat(mostAhead).isLessThanOrEqualTo(NetworkArm.BACKLOG);
    }

    @Test
    void aConnectionThatTheServerDoesNotSeeIsAFailure() {
        blindServer = true;
        NetworkArm arm = new FakeArm();

        assertThatThrownBy(() -> new Dialer(arm, arm).connectAndReset(1, 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("connections that the server saw: expected 10, got 0");
    }
}
