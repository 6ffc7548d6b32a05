package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.protocols.Backoff;
import dev.heddle.protocols.Policies;
import dev.heddle.protocols.ProtocolWrapper;
import dev.heddle.protocols.ReconnectingClientFactory;
import dev.heddle.protocols.RetryPolicy;
import dev.heddle.protocols.WrappingFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Clause V7: waits before another attempt, and factories that try again. */
public abstract class RetryContract extends StoppedClockContract {

    private static final RetryPolicy HOURLY = failures -> HOUR.multipliedBy(failures);

    /** For subclasses. */
    protected RetryContract() {}

    private static List<Long> millis(RetryPolicy policy, int count) {
        List<Long> delays = new ArrayList<>();
        for (int failures = 1; failures <= count; failures++) {
            delays.add(policy.delay(failures).toMillis());
        }
        return delays;
    }

    @Clause("V7")
    @DisplayName("V7: waits grow from the first by the factor up to the longest, and stay there for ever")
    void backoffGrows() {
        Backoff even = Backoff.defaults().withJitter(0);

        assertThat(millis(even, 4)).containsExactly(1000L, 1500L, 2250L, 3375L);
        assertThat(even.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(even.withDelays(ONE, Duration.ofSeconds(Long.MAX_VALUE))
                        .withFactor(1e300)
                        .delay(99))
                .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Clause("V7")
    @DisplayName("V7: a random part shortens a wait, by no more than the jitter")
    void backoffIsRandom() {
        Backoff backoff = Backoff.defaults();

        assertThat(backoff.withRandom(() -> 0).delay(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.withRandom(() -> 0.5).delay(1)).isEqualTo(Duration.ofMillis(750));
        assertThat(backoff.withRandom(() -> 0.5).withJitter(1).delay(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.delay(100)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Clause("V7")
    @DisplayName("V7: waits that cannot be are refused, with the value")
    void badBackoffs() {
        Backoff backoff = Backoff.defaults();

        assertThatThrownBy(() -> backoff.withFactor(0.5)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> backoff.withFactor(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backoff.withJitter(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> backoff.withDelays(HOUR, ONE)).hasMessageContaining("PT1H");
        assertThatThrownBy(() -> backoff.withDelays(Duration.ZERO, ONE)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> backoff.delay(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetryPolicy.fixed(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThat(RetryPolicy.fixed(HOUR).delay(7)).isEqualTo(HOUR);
    }

    private RecordingFactory clients() {
        return new RecordingFactory(journal, "factory", () -> recording("client"));
    }

    private void connectWith(ClientFactory factory, InetSocketAddress address) throws Exception {
        connect(address, factory);
    }

    @Clause("V7")
    @DisplayName("V7: a reconnecting factory tries again after each failure, when the wait is over, until told to stop")
    void triesAgain() throws Exception {
        stopClock();
        ReconnectingClientFactory factory = new ReconnectingClientFactory(clients(), reactor, HOURLY);
        connectWith(factory, harness.refusingAddress());
        harness.await("the first failure", () -> journal.count("factory failed") == 1);
        settle();

        pass(HOUR.minus(ONE));
        assertThat(journal.count("factory connecting")).isEqualTo(1);
        pass(ONE);
        harness.await("the second failure", () -> journal.count("factory failed") == 2);
        settle();
        pass(HOUR);
        assertThat(journal.count("factory connecting")).isEqualTo(2);
        doInTurn(factory::stopTrying);
        pass(HOUR.multipliedBy(9));

        assertThat(journal.count("factory connecting")).isEqualTo(2);
    }

    @Clause("V7")
    @DisplayName("V7: it connects again after a loss, and stopTrying, which is for good, leaves a connection alone")
    void connectsAgain() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        ReconnectingClientFactory factory = new ReconnectingClientFactory(clients(), reactor, HOURLY);
        connectWith(factory, listener.address());
        listener.accept().close();
        journal.await("factory lost");
        settle();
        pass(HOUR);
        Peer second = listener.accept();
        harness.await("the second connection", () -> journal.count("client made") == 2);

        doInTurn(factory::stopTrying);
        settle();
        assertThat(journal.count("client lost")).isEqualTo(1);
        second.close();
        harness.await("the second loss", () -> journal.count("factory lost") == 2);
        pass(HOUR.multipliedBy(9));

        assertThat(journal.count("factory connecting")).isEqualTo(2);
    }

    @Clause("V7")
    @DisplayName("V7: it gives up after so many retries, and resetDelay counts them from the beginning")
    void retriesAreLimited() throws Exception {
        stopClock();
        ReconnectingClientFactory factory = new ReconnectingClientFactory(clients(), reactor, HOURLY, 1);
        connectWith(factory, harness.refusingAddress());
        harness.await("the first failure", () -> journal.count("factory failed") == 1);
        settle();
        doInTurn(factory::resetDelay);
        pass(HOUR);
        harness.await("the second failure", () -> journal.count("factory failed") == 2);
        settle();
        pass(HOUR);
        harness.await("the third failure", () -> journal.count("factory failed") == 3);
        settle();
        pass(HOUR.multipliedBy(9));

        assertThat(journal.count("factory connecting")).isEqualTo(3);
    }

    @Clause("V7")
    @DisplayName("V7: stopTrying gives up an attempt that is under way")
    void stopTryingEndsAnAttempt() throws Exception {
        stopClock();
        ReconnectingClientFactory factory = new ReconnectingClientFactory(clients(), reactor, HOURLY);
        connectWith(factory, harness.silentAddress());

        doInTurn(factory::stopTrying);
        journal.await("factory failed");
        pass(HOUR.multipliedBy(9));

        assertThat(journal.count("factory connecting")).isEqualTo(1);
    }

    @Clause("V7")
    @DisplayName("V7: the factory that it wraps is told of each connection, with the protocol that it made itself")
    void tellsOfConnections() throws Exception {
        stopClock();
        PeerListener listener = harness.listenPeer();
        RecordingProtocol client = recording("client");
        ClientFactory told = new ClientFactory() {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                return client;
            }

            @Override
            public void clientConnectionMade(Connector connector, Protocol protocol) {
                assertThat(protocol).isSameAs(client);
                journal.add("told " + connector.state());
            }
        };
        Factory wrapped = new WrappingFactory(Policies.idleTimeout(told, reactor, HOUR), ProtocolWrapper::new);
        connectWith(new ReconnectingClientFactory(wrapped, reactor, HOURLY), listener.address());

        assertThat(journal.await("told CONNECTED")).containsExactly("client made", "told CONNECTED");
        listener.accept().close();
    }
}
