package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.protocols.ClientService;
import dev.heddle.protocols.RetryPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause V8: clients that last. */
public abstract class ClientServiceContract extends StoppedClockContract {

    private static final RetryPolicy HOURLY = failures -> HOUR.multipliedBy(failures);

    private final AtomicInteger made = new AtomicInteger();

    /** For subclasses. */
    protected ClientServiceContract() {}

    /** Counts how often somebody connects. */
    private record CountedEndpoint(ClientEndpoint counted, AtomicInteger count) implements ClientEndpoint {

        int attempts() {
            return count.get();
        }

        @Override
        public Deferred<Protocol> connect(Factory factory) {
            count.incrementAndGet();
            return counted.connect(factory);
        }
    }

    private CountedEndpoint endpoint(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return new CountedEndpoint(Endpoints.tcpClient(reactor, host, address.getPort()), new AtomicInteger());
    }

    /** Makes protocols {@code client1}, {@code client2}, and so on. */
    private Factory clients() {
        return Factory.of(() -> recording("client" + made.incrementAndGet()));
    }

    /** Asks for the connection, in a turn, and notes what comes of it. */
    private Deferred<?> ask(ClientService service, String name, int patience) throws Exception {
        return inTurn(() -> note(patience == 0 ? service.whenConnected() : service.whenConnected(patience), name));
    }

    private Deferred<?> note(Deferred<Protocol> asked, String name) {
        return asked.addConsumer(protocol -> journal.add(name + " got it"))
                .addErrorConsumer(failure -> journal.add(
                        name + " failed: " + failure.getCause().getClass().getSimpleName()));
    }

    private void stop(ClientService service) throws Exception {
        doInTurn(() -> service.stopService().addConsumer(nothing -> journal.add("stopped")));
    }

    @Clause("V8")
    @DisplayName("V8: a client connects when it is started, and gives the connection to who asks, before and after")
    void connects() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        ClientService service = new ClientService(endpoint(listener.address()), clients(), reactor);
        ask(service, "early", 0);
        assertThat(inTurn(service::isRunning)).isFalse();

        doInTurn(() -> assertThat(service.startService().hasFired()).isTrue());
        Peer peer = listener.accept();
        journal.await("early got it");
        ask(service, "late", 0);

        assertThat(journal.lines()).containsExactly("client1 made", "early got it", "late got it");
        assertThat(inTurn(service::isRunning)).isTrue();
        peer.close();
    }

    @Clause("V8")
    @DisplayName("V8: after a loss it connects again when the policy's wait is over, and not before")
    void connectsAgain() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        CountedEndpoint endpoint = endpoint(listener.address());
        ClientService service = new ClientService(endpoint, clients(), reactor, HOURLY);
        doInTurn(service::startService);
        listener.accept().close();
        journal.await("client1 lost");
        ask(service, "next", 0);

        pass(HOUR.minus(ONE));
        assertThat(endpoint.attempts()).isEqualTo(1);
        pass(ONE);
        Peer peer = listener.accept();

        journal.await("next got it");
        assertThat(endpoint.attempts()).isEqualTo(2);
        peer.close();
    }

    @Clause("V8")
    @DisplayName(
            "V8: each failure in a row has the policy asked for a longer wait; waiters wait through as many as they"
                    + " said")
    void failuresAreCounted() throws Exception {
        stopClock();
        CountedEndpoint endpoint = endpoint(harness.refusingAddress());
        ClientService service = new ClientService(endpoint, clients(), reactor, HOURLY);
        ask(service, "one", 1);
        ask(service, "two", 2);
        ask(service, "patient", 0);
        doInTurn(service::startService);
        journal.await("one failed: Refused");
        ask(service, "late", 1);

        pass(HOUR);
        journal.await("late failed: Refused");
        assertThat(called()).containsExactly("one failed: Refused", "two failed: Refused", "late failed: Refused");
        assertThat(endpoint.attempts()).isEqualTo(2);
        pass(HOUR.multipliedBy(2).minus(ONE));
        assertThat(endpoint.attempts()).isEqualTo(2);
        pass(ONE);
        assertThat(endpoint.attempts()).isEqualTo(3);
        assertThat(called()).doesNotContain("patient got it");
        assertThatThrownBy(() -> service.whenConnected(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Clause("V8")
    @DisplayName("V8: a connection shorter than the wait before it counts as a failure, a longer one begins anew")
    void shortConnectionsCount() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        CountedEndpoint endpoint = endpoint(listener.address());
        ClientService service = new ClientService(endpoint, clients(), reactor, HOURLY);
        doInTurn(service::startService);
        listener.accept().close();
        journal.await("client1 lost");
        settle();
        pass(HOUR);
        listener.accept().close();
        journal.await("client2 lost");
        settle();
        pass(HOUR);
        assertThat(endpoint.attempts()).isEqualTo(2);
        pass(HOUR);
        Peer third = listener.accept();
        journal.await("client3 made");
        settle();

        pass(HOUR.multipliedBy(2));
        third.close();
        journal.await("client3 lost");
        settle();
        pass(HOUR);

        assertThat(endpoint.attempts()).isEqualTo(4);
        listener.accept().close();
    }

    @Clause("V8")
    @DisplayName(
            "V8: a connection is given out when it is prepared; a failed preparation closes it and is a failed attempt")
    void preparations() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        List<Deferred<@Nullable Void>> preparations = new ArrayList<>();
        CountedEndpoint endpoint = endpoint(listener.address());
        ClientService service = new ClientService(endpoint, clients(), reactor, HOURLY, protocol -> {
            Deferred<@Nullable Void> preparation = new Deferred<>();
            preparations.add(preparation);
            journal.add("prepare");
            return preparation;
        });
        ask(service, "patient", 0);
        ask(service, "hasty", 1);
        doInTurn(service::startService);
        Peer first = listener.accept();
        journal.await("prepare");
        settle();
        assertThat(called()).containsExactly("client1 made", "prepare");
        doInTurn(() -> preparations.getFirst().errback(new IOException("wrong password")));
        assertThat(first.receiveToEnd()).isEmpty();
        first.close();
        journal.await("hasty failed: IOException");

        pass(HOUR);
        Peer second = listener.accept();
        journal.await("client2 made");
        doInTurn(() -> preparations.getLast().callback(null));
        journal.await("patient got it");
        second.close();
    }

    @Clause("V8")
    @DisplayName(
            "V8: a connection that is lost while it is prepared is a failed attempt, and the preparation is cancelled")
    void lostWhilePrepared() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        Deferred<@Nullable Void> preparation = new Deferred<>(self -> journal.add("cancelled"));
        ClientService service =
                new ClientService(endpoint(listener.address()), clients(), reactor, HOURLY, protocol -> preparation);
        ask(service, "hasty", 1);
        doInTurn(service::startService);
        Peer peer = listener.accept();
        journal.await("client1 made");
        peer.close();

        assertThat(journal.await("hasty failed: EOFException")).contains("client1 lost", "cancelled");
    }

    @Clause("V8")
    @DisplayName("V8: a stop loses the connection, its Deferred fires when that is gone, and nothing is tried again")
    void stops() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        CountedEndpoint endpoint = endpoint(listener.address());
        ClientService service = new ClientService(endpoint, clients(), reactor, HOURLY);
        doInTurn(service::startService);
        Peer peer = listener.accept();
        ask(service, "early", 0);
        journal.await("early got it");

        stop(service);
        stop(service);
        ask(service, "late", 0);
        assertThat(called()).containsExactly("client1 made", "early got it", "late failed: CancellationException");
        peer.close();
        journal.await("client1 lost");
        settle();
        assertThat(called()).endsWith("client1 lost", "stopped", "stopped");

        pass(HOUR.multipliedBy(3));
        assertThat(endpoint.attempts()).isEqualTo(1);
    }

    @Clause("V8")
    @DisplayName("V8: a stop gives up an attempt or a wait, and whoever waits is told that there will be no connection")
    void stopsWhileItConnects() throws Exception {
        stopClock();
        CountedEndpoint dead = endpoint(harness.refusingAddress());
        ClientService waiting = new ClientService(dead, clients(), reactor, HOURLY);
        ask(waiting, "one", 1);
        doInTurn(waiting::startService);
        journal.await("one failed: Refused");
        ask(waiting, "waiting", 0);
        ClientService connecting = new ClientService(endpoint(harness.silentAddress()), clients(), reactor, HOURLY);
        doInTurn(connecting::startService);
        ask(connecting, "connecting", 0);

        stop(waiting);
        stop(connecting);
        journal.await("connecting failed: CancellationException");
        harness.await("both stops", () -> journal.count("stopped") == 2);

        assertThat(journal.lines()).contains("waiting failed: CancellationException");
        pass(HOUR.multipliedBy(3));
        assertThat(dead.attempts()).isEqualTo(1);
    }

    @Clause("V8")
    @DisplayName("V8: whoever waits for a connection that is being prepared is told of the stop before it is gone")
    void stopsWhileItPrepares() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        Deferred<@Nullable Void> preparation = new Deferred<>();
        ClientService service =
                new ClientService(endpoint(listener.address()), clients(), reactor, HOURLY, protocol -> preparation);
        ask(service, "early", 0);
        doInTurn(service::startService);
        Peer peer = listener.accept();
        journal.await("client1 made");

        stop(service);
        settle();
        assertThat(called()).containsExactly("client1 made", "early failed: CancellationException");
        peer.close();

        assertThat(journal.await("stopped")).containsSubsequence("client1 lost", "stopped");
    }

    @Clause("V8")
    @DisplayName("V8: a start while it is being stopped connects once the old connection is gone, one at a time")
    void restarts() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        ClientService service = new ClientService(endpoint(listener.address()), clients(), reactor, HOURLY);
        doInTurn(service::startService);
        Peer first = listener.accept();
        ask(service, "early", 0);
        journal.await("early got it");

        stop(service);
        doInTurn(service::startService);
        ask(service, "late", 0);
        settle();
        assertThat(called()).containsExactly("client1 made", "early got it");
        first.close();
        Peer second = listener.accept();

        journal.await("late got it");
        assertThat(called())
                .containsExactly(
                        "client1 made", "early got it", "client1 lost", "stopped", "client2 made", "late got it");
        second.close();
    }

    @Clause("V8")
    @DisplayName("V8: cancelling a wait for the connection ends that wait alone")
    void cancellingAWait() throws Exception {
        stopClock();
        TcpListeningPort port = listen(() -> recording("server"));
        ClientService service = new ClientService(endpoint(port.address()), clients(), reactor);
        Deferred<?> given = ask(service, "given up", 0);
        ask(service, "other", 0);

        doInTurn(given::cancel);
        doInTurn(service::startService);

        assertThat(journal.await("other got it")).containsOnlyOnce("given up failed: CancellationException");
    }

    @Clause("V8")
    @DisplayName("V8: a policy that throws is logged, and does not end the attempts")
    void brokenPolicies() throws Exception {
        stopClock();
        IllegalStateException broken = new IllegalStateException("on purpose");
        CountedEndpoint endpoint = endpoint(harness.refusingAddress());
        try (LogCapture log = new LogCapture(harness)) {
            ClientService service = new ClientService(endpoint, clients(), reactor, failures -> {
                throw broken;
            });
            doInTurn(service::startService);
            log.await(broken);
            settle();
        }
        pass(HOUR);

        harness.await("the next attempt", () -> endpoint.attempts() > 1);
    }
}
