package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectFailedException.Cancelled;
import dev.heddle.net.ConnectFailedException.Refused;
import dev.heddle.net.ConnectFailedException.TimedOut;
import dev.heddle.net.ConnectFailedException.UnknownHost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section N of the contract: a name with several addresses. */
public abstract class EyeballsContract extends StoppedClockContract {

    private static final String NAME = "many.test";
    private static final InetAddress IPV6 = ipv6Loopback();
    private static final Duration DELAY = Duration.ofMillis(250);

    private final List<InetAddress> addresses = new ArrayList<>();
    private @Nullable RecordingFactory factory;

    /** For subclasses. */
    protected EyeballsContract() {}

    static InetAddress ipv6Loopback() {
        try {
            byte[] address = new byte[16];
            address[15] = 1;
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InetAddress otherRefusing() {
        return new InetSocketAddress("127.0.0.4", 1).getAddress();
    }

    /** A reactor whose clock stands still, for which the name has these addresses. */
    private void startWith(InetAddress... known) {
        addresses.addAll(List.of(known));
        stopClock(ReactorOptions.defaults().withResolver((host, asking) -> Deferred.succeed(addresses)));
    }

    private Connector connectTo(int port, ConnectOptions options) throws Exception {
        Connector connector = inTurn(() -> reactor.connectTcp(NAME, port, factory(), options));
        settle(); // by now its name was looked up
        return connector;
    }

    /** The one factory of the test. */
    private RecordingFactory factory() {
        if (factory == null) {
            factory = new RecordingFactory(journal, "factory", () -> recording("client"));
        }
        return factory;
    }

    private Connector connectTo(int port) throws Exception {
        return connectTo(port, ConnectOptions.defaults());
    }

    private int refusingPort() {
        return harness.refusingAddress().getPort();
    }

    private List<String> attempts() {
        return Arrays.stream(factory().awaitFailure().getSuppressed())
                .map(Throwable::getMessage)
                .map(message -> message.replaceFirst("connection to (.*):[0-9]+\\b.*", "$1"))
                .toList();
    }

    // N1: the order, and when the next one is tried.

    @Clause("N1")
    @DisplayName("N1: where an address refuses, the next one is tried at once")
    void triesTheNextAtOnce() throws Exception {
        PeerListener listener = harness.listenPeer();
        int port = listener.address().getPort();
        startWith(harness.refusingHost(port), listener.address().getAddress());

        connectTo(port);
        listener.accept();

        assertThat(journal.await("client made")).doesNotContain("factory failed");
    }

    @Clause("N1")
    @DisplayName("N1: where an address does not answer, the next one is tried after 250 ms, too, and wins")
    void triesTheNextAfterAWhile() throws Exception {
        assertTriesTheNextAfter(DELAY, ConnectOptions.defaults());
    }

    @Clause("N1")
    @DisplayName("N1: the delay is the one of the options")
    void theDelayCanBeSet() throws Exception {
        Duration other = Duration.ofMillis(10);
        assertTriesTheNextAfter(other, ConnectOptions.defaults().withAttemptDelay(other));
    }

    private void assertTriesTheNextAfter(Duration delay, ConnectOptions options) throws Exception {
        PeerListener listener = harness.listenPeer();
        int port = listener.address().getPort();
        startWith(harness.silentHost(port), listener.address().getAddress());

        long begunNanos = reactor.nanoTime();
        connectTo(port, options);
        pass(delay.minus(ONE));
        assertThat(journal.lines()).doesNotContain("client made");
        pass(ONE);
        listener.accept();

        assertThat(journal.await("client made")).doesNotContain("factory failed");
        assertThat(reactor.nanoTime() - begunNanos).isEqualTo(delay.toNanos());
    }

    @Clause("N1")
    @DisplayName("N1: an address that did not answer at once may still win, when the later ones failed")
    void theDelayIsNoLimit() throws Exception {
        PeerListener listener = harness.listenPeer();
        int port = listener.address().getPort();
        startWith(harness.silentHost(port), harness.refusingHost(port), harness.silentHost(refusingPort()));

        connectTo(port);
        pass(DELAY);
        pass(DELAY.multipliedBy(4));

        assertThat(journal.lines()).doesNotContain("factory failed");
    }

    @Clause("N1")
    @DisplayName("N1: the families take turns, the first address's first, each in the resolver's order, none twice")
    void familiesTakeTurns() throws Exception {
        int port = refusingPort();
        InetAddress first = harness.refusingHost(port);
        InetAddress second = otherRefusing();
        startWith(first, second, first, IPV6);

        connectTo(port);

        assertThat(attempts()).containsExactly(first.getHostAddress(), "[0:0:0:0:0:0:0:1]", second.getHostAddress());
    }

    @Clause("N1")
    @DisplayName("N1: where IPv6 comes first, it is tried first")
    void theFirstFamilyIsTheResolvers() throws Exception {
        int port = refusingPort();
        InetAddress other = harness.refusingHost(port);
        startWith(IPV6, IPV6, other);

        connectTo(port);

        assertThat(attempts()).containsExactly("[0:0:0:0:0:0:0:1]", other.getHostAddress());
    }

    // N2: cancelling.

    @Clause("N2")
    @DisplayName("N2: an attempt that is cancelled while addresses are tried fails once, and tries no others")
    void cancellingEndsAllOfIt() throws Exception {
        PeerListener listener = harness.listenPeer();
        int port = listener.address().getPort();
        startWith(harness.silentHost(port), listener.address().getAddress());
        Connector connector = connectTo(port);

        doInTurn(connector::stopConnecting);
        pass(HOUR);

        assertThat(factory().awaitFailure()).isExactlyInstanceOf(Cancelled.class);
        assertThat(called())
                .containsExactly("factory started", "factory connecting", "factory failed", "factory stopped");
        assertThat(inTurn(connector::state)).isEqualTo(Connector.State.DISCONNECTED);
        assertNobodyCame(listener);
    }

    /** Who comes now is the first. */
    private void assertNobodyCame(PeerListener listener) throws Exception {
        RecordingProtocol greeter = recording("greeter").whenMade(made -> made.write("me"));
        connect(listener.address(), new RecordingFactory(journal, "greeting", () -> greeter));

        assertThat(listener.accept().receive(2)).isEqualTo("me");
    }

    @Clause("N2")
    @DisplayName("N2: a stop of the reactor while addresses are tried ends the attempt, and the reactor")
    void theStopEndsAllOfIt() throws Exception {
        int port = refusingPort();
        startWith(harness.silentHost(port), harness.silentHost(refusingPort()));
        connectTo(port);

        reactor.close();

        assertThat(factory().awaitFailure())
                .isExactlyInstanceOf(Cancelled.class)
                .hasMessageContaining("stopped");
    }

    // N3: failures.

    @Clause("N3")
    @DisplayName("N3: where all addresses fail, the failure is of the most telling kind and tells of each")
    void tellsOfEach() throws Exception {
        int port = refusingPort();
        InetAddress first = harness.refusingHost(port);
        startWith(IPV6, first);

        connectTo(port);

        assertThat(factory().awaitFailure())
                .isExactlyInstanceOf(Refused.class)
                .hasMessageContainingAll(NAME + ":" + port, "[0:0:0:0:0:0:0:1]:" + port, first.getHostAddress())
                .hasCauseInstanceOf(Exception.class);
        assertThat(factory().awaitFailure().getSuppressed())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).isInstanceOf(ConnectFailedException.class));
    }

    @Clause("N3")
    @DisplayName("N3: the timeout covers all addresses; the failure tells which did not answer, and how others failed")
    void theTimeoutCoversAll() throws Exception {
        int port = refusingPort();
        InetAddress refusing = harness.refusingHost(port);
        InetAddress silent = harness.silentHost(port);
        startWith(silent, refusing);

        connectTo(port);
        pass(DELAY);
        pass(Duration.ofSeconds(30).minus(DELAY).minus(ONE));
        assertThat(journal.lines()).doesNotContain("factory failed");
        pass(ONE);

        assertThat(factory().awaitFailure())
                .isExactlyInstanceOf(TimedOut.class)
                .hasMessageContainingAll(NAME + ":" + port, "no answer from " + silent.getHostAddress());
        String said = factory().awaitFailure().getMessage() + attempts(); // one or the other, as the refusal was quick
        assertThat(said).contains(refusing.getHostAddress());
    }

    // N4: which addresses.

    @Clause("N4")
    @DisplayName("N4: only the addresses of the family that the options ask for are tried")
    void onlyOneFamily() throws Exception {
        int port = refusingPort();
        startWith(harness.refusingHost(port), IPV6);

        connectTo(port, ConnectOptions.defaults().withFamily(StandardProtocolFamily.INET6));

        assertThat(attempts()).containsExactly("[0:0:0:0:0:0:0:1]");
    }

    @Clause("N4")
    @DisplayName("N4: only the addresses of the bind address's family are tried")
    void onlyTheFamilyOfTheBindAddress() throws Exception {
        int port = refusingPort();
        InetAddress other = harness.refusingHost(port);
        startWith(IPV6, other);

        connectTo(port, ConnectOptions.defaults().withBindAddress(new InetSocketAddress(SocketHarness.loopback(), 0)));

        assertThat(attempts()).containsExactly(other.getHostAddress());
    }

    @Clause("N4")
    @DisplayName("N4: a name without an address of that family is told as an unknown host")
    void noneOfTheFamily() throws Exception {
        startWith(SocketHarness.loopback());

        connectTo(refusingPort(), ConnectOptions.defaults().withFamily(StandardProtocolFamily.INET6));

        assertThat(factory().awaitFailure())
                .isExactlyInstanceOf(UnknownHost.class)
                .hasMessageContaining("INET6");
    }
}
