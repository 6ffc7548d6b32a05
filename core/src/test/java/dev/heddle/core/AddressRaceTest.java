package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.MonotonicClock;
import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no network can be told to do: who answers when, and what becomes of those who lose (N1, N2). */
class AddressRaceTest {

    private static final Duration DELAY = Duration.ofMillis(250);

    private final AtomicLong nowNanos = new AtomicLong();
    private final List<Try> tries = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private @Nullable Turns turns;
    private final Reactor reactor = open();

    private Reactor open() {
        MonotonicClock clock = nowNanos::get;
        return CoreReactor.open(
                ReactorOptions.defaults()
                        .withClock(clock)
                        .withStopAtExit(false)
                        .withResolver((host, asking) -> Deferred.succeed(List.of(address(1), address(2), address(3)))),
                opened -> {
                    turns = opened;
                    return new ScriptedDriver();
                });
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Turns turns() {
        return Objects.requireNonNull(turns);
    }

    private Connector connect() {
        turns().start(() -> {});
        return inTurn(() -> reactor.connectTcp("many.test", 7, new ClientFactory() {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                told.add("connected to " + Addresses.show(peer));
                return new Protocol() {};
            }

            @Override
            public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
                told.add(reason.getClass().getSimpleName());
            }
        }));
    }

    private <T> T inTurn(Supplier<T> body) {
        List<T> result = new ArrayList<>();
        turns().turn(() -> result.add(body.get()));
        turns().turn(() -> {});
        return result.get(0);
    }

    private void visit(Runnable event) {
        turns().turn(event);
        turns().turn(() -> {});
    }

    private void pass(Duration duration) {
        nowNanos.addAndGet(duration.toNanos());
        visit(() -> {});
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(tries).noneMatch(each -> each.wire != null && each.wire.isLeft());
    }

    @Test
    @DisplayName("an address is waited for no longer than the delay, and all are under way in the end")
    void oneAfterTheOther() {
        connect();
        assertThat(tries).hasSize(1);

        pass(DELAY);
        assertThat(tries).hasSize(2);
        pass(DELAY);
        assertThat(tries).hasSize(3);
        pass(DELAY);

        assertThat(tries).hasSize(3).noneMatch(each -> each.cancelled);
    }

    @Test
    @DisplayName("a failure has the next address tried at once, and the delay begins anew")
    void aFailureGoesOn() {
        connect();
        pass(DELAY.minusNanos(1));
        visit(() -> tries.get(0).fail());
        assertThat(tries).hasSize(2);

        pass(DELAY.minusNanos(1));
        assertThat(tries).hasSize(2);
        pass(Duration.ofNanos(1));

        assertThat(tries).hasSize(3);
    }

    @Test
    @DisplayName("the first connection wins, whoever began first; the others are cancelled, and no others tried")
    void theFirstWins() {
        connect();
        pass(DELAY);

        visit(() -> tries.get(1).connect());
        pass(DELAY.multipliedBy(9));

        assertThat(told).containsExactly("connected to 10.0.0.2:7");
        assertThat(tries).hasSize(2);
        assertThat(tries.get(0).cancelled).isTrue();
        assertThat(tries.get(1).cancelled).isFalse();
        assertThat(tries.get(1).wire().attached).isTrue();
    }

    @Test
    @DisplayName("a connection that a loser makes all the same is closed")
    void losersAreClosed() {
        connect();
        pass(DELAY);
        visit(() -> tries.get(0).connect());

        visit(() -> tries.get(1).connect());

        assertThat(told).containsExactly("connected to 10.0.0.1:7");
        assertThat(tries.get(1).wire().closed).isTrue();
        assertThat(tries.get(0).wire().closed).isFalse();
    }

    @Test
    @DisplayName("a loser's failure changes nothing")
    void losersMayFail() {
        connect();
        pass(DELAY);
        visit(() -> tries.get(0).connect());

        visit(() -> tries.get(1).fail());

        assertThat(told).containsExactly("connected to 10.0.0.1:7");
        assertThat(tries).hasSize(2);
    }

    @Test
    @DisplayName("giving up cancels all that are under way, and closes what they connect all the same")
    void givingUp() {
        Connector connector = connect();
        pass(DELAY);

        visit(connector::stopConnecting);
        visit(() -> tries.get(0).connect());
        visit(() -> tries.get(1).fail());
        pass(DELAY.multipliedBy(9));

        assertThat(told).containsExactly("Cancelled");
        assertThat(tries).hasSize(2).allMatch(each -> each.cancelled);
        assertThat(tries.get(0).wire().closed).isTrue();
    }

    @Test
    @DisplayName("running out of time cancels all that are under way")
    void outOfTime() {
        connect();
        pass(DELAY);
        pass(ConnectOptions.defaults().timeout());

        assertThat(told).containsExactly("TimedOut");
        assertThat(tries).allMatch(each -> each.cancelled);
    }

    @Test
    @DisplayName("only when the last one has failed, too, is there a failure")
    void allFail() {
        connect();
        pass(DELAY);
        visit(() -> tries.get(1).fail());
        visit(() -> tries.get(2).fail());
        assertThat(told).isEmpty();

        visit(() -> tries.get(0).fail());

        assertThat(told).containsExactly("Refused");
    }

    /** Connects when the test says so. */
    private final class ScriptedDriver implements Driver {

        @Override
        public void loop() {
            throw new UnsupportedOperationException("the test runs the turns");
        }

        @Override
        public void wake() {}

        @Override
        public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
            Try begun = new Try((InetSocketAddress) remote, events);
            tries.add(begun);
            return () -> begun.cancelled = true;
        }

        @Override
        public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
            throw new IOException("no ports");
        }

        @Override
        public DatagramWire openDatagrams(
                InetSocketAddress local, DatagramOptions options, DatagramEvents datagramEvents) {
            throw new AssertionError("has no datagrams");
        }

        @Override
        public void runOnThread(String name, Runnable work) {
            throw new UnsupportedOperationException("no threads");
        }

        @Override
        public void runBeside(String name, Runnable work) {
            throw new UnsupportedOperationException("no threads");
        }
    }

    private static final class Try {

        private final InetSocketAddress address;
        private final Driver.ConnectEvents events;
        private boolean cancelled;
        private @Nullable SilentWire wire;

        Try(InetSocketAddress address, Driver.ConnectEvents events) {
            this.address = address;
            this.events = events;
        }

        void connect() {
            wire = new SilentWire(address);
            events.connected(wire);
        }

        void fail() {
            events.failed(new ConnectException("Connection refused"));
        }

        SilentWire wire() {
            return Objects.requireNonNull(wire);
        }
    }

    /** A wire on which nothing happens. */
    private static final class SilentWire implements Wire {

        private final InetSocketAddress remote;
        private boolean attached;
        private boolean closed;

        SilentWire(InetSocketAddress remote) {
            this.remote = remote;
        }

        boolean isLeft() {
            return !attached && !closed;
        }

        @Override
        public SocketAddress localAddress() {
            return remote;
        }

        @Override
        public SocketAddress remoteAddress() {
            return remote;
        }

        @Override
        public void attach(WireEvents events) {
            attached = true;
        }

        @Override
        public void read() {}

        @Override
        public boolean write(ByteBuffer[] batch) {
            return true;
        }

        @Override
        public void shutdownOutput() {}

        @Override
        public boolean close() {
            closed = true;
            return true;
        }

        @Override
        public boolean reset() {
            return close();
        }
    }
}
