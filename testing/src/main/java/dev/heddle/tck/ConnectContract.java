package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectFailedException.BindFailed;
import dev.heddle.net.ConnectFailedException.Cancelled;
import dev.heddle.net.ConnectFailedException.Refused;
import dev.heddle.net.ConnectFailedException.TimedOut;
import dev.heddle.net.ConnectFailedException.UnknownHost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Connector.State;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

/** Section C of the contract: connectors and their attempts. */
public abstract class ConnectContract extends ReactorContract {

    private static final byte[] NOT_OF_THIS_MACHINE = {(byte) 203, 0, 113, 1};

    private static final String UNKNOWN_HOST = "nobody.test";

    /** For subclasses. */
    protected ConnectContract() {}

    private RecordingFactory recordingFactory() {
        return new RecordingFactory(journal, "factory", () -> recording("client"));
    }

    private Connector connectInTurn(InetSocketAddress address, RecordingFactory factory, ConnectOptions options) {
        return reactor.connectTcp(address.getAddress().getHostAddress(), address.getPort(), factory, options);
    }

    // C2: what is told, and when.

    @Clause("C2")
    @DisplayName("C2: connectTcp returns a connector that is connecting, after startFactory and startedConnecting")
    void returnsAtOnce() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();

        doInTurn(() -> {
            Connector connector = connectInTurn(listener.address(), recordingFactory(), ConnectOptions.defaults());
            journal.add("returned " + connector.state());
        });
        listener.accept();

        assertThat(journal.await("client made"))
                .containsExactly(
                        "factory started", "factory connecting", "returned CONNECTING", "factory built", "client made");
    }

    @Clause("C2")
    @DisplayName("C2: startedConnecting is given the connector that connectTcp returns, already connecting")
    void isToldOfTheConnector() throws Exception {
        start();
        Connector[] told = new Connector[1];
        RecordingFactory factory = recordingFactory().whenConnecting(connector -> {
            told[0] = connector;
            journal.add(connector.state().toString());
        });
        InetSocketAddress address = harness.silentAddress();

        Connector returned = connect(address, factory);

        assertThat(told[0]).isSameAs(returned);
        assertThat(returned.getDestination()).isEqualTo(address);
        assertThat(journal.lines()).containsExactly("factory started", "factory connecting", "CONNECTING");
    }

    @Clause("C2")
    @DisplayName("C2: before run, too, connectTcp returns a connector that is connecting, and connects once it runs")
    void connectsOnceItRuns() throws Exception {
        PeerListener listener = harness.listenPeer();
        Connector connector = connectInTurn(listener.address(), recordingFactory(), ConnectOptions.defaults());
        journal.add("returned " + connector.state());
        letAnotherReactorRun();
        journal.add("start");

        start();
        listener.accept();

        assertThat(journal.await("client made"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "returned CONNECTING",
                        "start",
                        "factory built",
                        "client made");
        assertThat(inTurn(connector::state)).isEqualTo(State.CONNECTED);
    }

    /** Gives a reactor that does not run time to do what it must not do. */
    private void letAnotherReactorRun() throws Exception {
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        AtomicBoolean ran = new AtomicBoolean();
        other.callLater(SOON, () -> {
            ran.set(true);
            harness.noticeChange();
        });
        other.start();
        harness.await("another reactor", ran::get);
    }

    @Clause("C2")
    @DisplayName("C2: a refusal is told in a later turn")
    void tellsOfARefusalLater() throws Exception {
        start();
        InetSocketAddress address = harness.refusingAddress();

        doInTurn(() -> {
            connectInTurn(address, recordingFactory(), ConnectOptions.defaults());
            journal.add("turn ends");
        });

        assertFailedAfterTheTurn();
    }

    @Clause("C2")
    @DisplayName("C2: a failure to bind is told in a later turn")
    void tellsOfABindFailureLater() throws Exception {
        start();
        InetSocketAddress address = harness.silentAddress();

        doInTurn(() -> {
            connectInTurn(address, recordingFactory(), fromElsewhere());
            journal.add("turn ends");
        });

        assertFailedAfterTheTurn();
    }

    @Clause("C2")
    @DisplayName("C2: an attempt given up in the turn that began it, even in startedConnecting, fails in a later turn")
    void tellsOfACancellationLater() throws Exception {
        start();
        InetSocketAddress address = harness.silentAddress();

        doInTurn(() -> {
            RecordingFactory factory = recordingFactory().whenConnecting(Connector::stopConnecting);
            connectInTurn(address, factory, ConnectOptions.defaults());
            journal.add("turn ends");
        });

        assertFailedAfterTheTurn();
    }

    private void assertFailedAfterTheTurn() {
        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started", "factory connecting", "turn ends", "factory failed", "factory stopped");
    }

    // C3: what failed.

    @Clause("C3")
    @DisplayName("C3: a refused connection is told as refused, with host and port")
    void tellsOfARefusal() throws Exception {
        start();
        InetSocketAddress address = harness.refusingAddress();
        RecordingFactory factory = recordingFactory();

        connect(address, factory);

        assertFailure(factory, Refused.class, address);
        assertThat(factory.awaitFailure()).hasMessageContaining("refused").hasCauseInstanceOf(Exception.class);
    }

    @Clause("C3")
    @DisplayName("C3: an attempt that is not answered times out, after 30 seconds unless told otherwise")
    void tellsOfATimeout() throws Exception {
        start();
        InetSocketAddress address = harness.silentAddress();
        RecordingFactory factory = recordingFactory();

        assertThat(ConnectOptions.defaults().timeout()).isEqualTo(Duration.ofSeconds(30));
        long beginNanos = reactor.nanoTime();
        doInTurn(() -> {
            connectInTurn(address, factory, ConnectOptions.defaults().withTimeout(SOON));
            reactor.callLater(SOON.multipliedBy(2), () -> journal.add("too late"));
        });

        assertFailure(factory, TimedOut.class, address);
        assertThat(factory.awaitFailure()).hasMessageContaining("timed out");
        assertThat(reactor.nanoTime() - beginNanos).isGreaterThanOrEqualTo(SOON.toNanos());
        assertThat(journal.await("too late")).endsWith("factory failed", "factory stopped", "too late");
    }

    @Clause("C3")
    @DisplayName("C3: a name without an address is told as an unknown host, with host and port")
    void tellsOfAnUnknownHost() throws Exception {
        start(ReactorOptions.defaults().withResolver((host, asking) -> Deferred.fail(new UnknownHostException(host))));
        RecordingFactory factory = recordingFactory();

        Connector connector = inTurn(() -> reactor.connectTcp(UNKNOWN_HOST, 7007, factory));

        InetSocketAddress destination = (InetSocketAddress) connector.getDestination();
        assertThat(destination).isEqualTo(InetSocketAddress.createUnresolved(UNKNOWN_HOST, 7007));
        assertFailure(factory, UnknownHost.class, destination);
        assertThat(factory.awaitFailure())
                .hasMessageContaining("unknown host")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Clause("C3")
    @DisplayName("C3: a local address that cannot be bound is told as such, with host and port and that address")
    void tellsOfABindFailure() throws Exception {
        start();
        InetSocketAddress address = harness.silentAddress();
        RecordingFactory factory = recordingFactory();

        doInTurn(() -> connectInTurn(address, factory, fromElsewhere()));

        assertFailure(factory, BindFailed.class, address);
        assertThat(factory.awaitFailure()).hasMessageContaining("203.0.113.1");
    }

    private static ConnectOptions fromElsewhere() throws Exception {
        return ConnectOptions.defaults()
                .withBindAddress(new InetSocketAddress(InetAddress.getByAddress(NOT_OF_THIS_MACHINE), 0));
    }

    @Clause("C3")
    @DisplayName("C3: an attempt that the user gives up is told as cancelled, by stopConnecting and by disconnect")
    void tellsOfACancellation() throws Exception {
        start();
        InetSocketAddress address = harness.silentAddress();
        RecordingFactory stopped = new RecordingFactory(journal, "stopped", () -> recording("client"));
        RecordingFactory disconnected = new RecordingFactory(journal, "disconnected", () -> recording("client"));
        Connector first = connect(address, stopped);
        Connector second = connect(address, disconnected);

        doInTurn(() -> {
            first.stopConnecting();
            second.disconnect();
        });

        assertFailure(stopped, Cancelled.class, address);
        assertFailure(disconnected, Cancelled.class, address);
    }

    @Clause("C3")
    @DisplayName("C3: an attempt that is cancelled while it succeeds fails once, and leaves no connection behind")
    void cancellationWins() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = recordingFactory();

        doInTurn(() -> connectInTurn(listener.address(), factory, ConnectOptions.defaults())
                .stopConnecting());

        assertFailure(factory, Cancelled.class, listener.address());
        journal.await("factory stopped");
        settle();
        assertThat(journal.lines())
                .containsExactly(
                        "factory started", "factory connecting", "factory failed", "factory stopped", "settled");
    }

    private static void assertFailure(
            RecordingFactory factory, Class<? extends ConnectFailedException> type, InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        assertThat(factory.awaitFailure())
                .isExactlyInstanceOf(type)
                .hasMessageContaining(host)
                .hasMessageContaining(String.valueOf(address.getPort()));
    }

    // C4: trying again.

    @Clause("C4")
    @DisplayName("C4: after a failure the connector is disconnected, and connect() there tries again")
    void triesAgainAfterAFailure() throws Exception {
        start();
        InetSocketAddress address = harness.refusingAddress();
        RecordingFactory factory = recordingFactory().whenFailed(connector -> {
            journal.add(connector.state().toString());
            if (journal.count("factory failed") < 3) {
                connector.connect();
            }
        });

        connect(address, factory);

        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory failed",
                        "DISCONNECTED",
                        "factory connecting",
                        "factory failed",
                        "DISCONNECTED",
                        "factory connecting",
                        "factory failed",
                        "DISCONNECTED",
                        "factory stopped");
    }

    @Clause("C4")
    @DisplayName("C4: after a loss the connector is disconnected, and connect() there connects again")
    void connectsAgainAfterALoss() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        RecordingFactory factory = recordingFactory().whenLost(connector -> {
            journal.add(connector.state().toString());
            if (journal.count("factory lost") < 2) {
                connector.connect();
            }
        });

        connect(listener.address(), factory);
        listener.accept().close();
        listener.accept().close();

        assertThat(journal.await("factory stopped"))
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory built",
                        "client made",
                        "client lost",
                        "factory lost",
                        "DISCONNECTED",
                        "factory connecting",
                        "factory built",
                        "client made",
                        "client lost",
                        "factory lost",
                        "DISCONNECTED",
                        "factory stopped");
        assertThat(factory.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause("C4")
    @DisplayName("C4: a connector that came to rest may connect again later, and starts its factory anew")
    void connectsAgainLater() throws Exception {
        start();
        InetSocketAddress address = harness.refusingAddress();
        Connector connector = connect(address, recordingFactory());
        journal.await("factory stopped");

        doInTurn(connector::connect);
        harness.await("the second failure", () -> journal.count("factory stopped") == 2);

        assertThat(journal.lines())
                .containsExactly(
                        "factory started",
                        "factory connecting",
                        "factory failed",
                        "factory stopped",
                        "factory started",
                        "factory connecting",
                        "factory failed",
                        "factory stopped");
    }
}
