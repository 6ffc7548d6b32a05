package dev.heddle.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.tck.MemoryHarness;
import dev.heddle.tck.Peer;
import dev.heddle.tck.TlsFiles;
import dev.heddle.tck.TlsPeer;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TlsServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** K4: however what is encrypted is cut, the same bytes are delivered; and nothing that a peer sends does harm. */
class TlsCutsTest {

    private static final TlsServer SERVER = TlsFiles.server();
    private static final TlsClient CLIENT = TlsFiles.client();

    /** Compares what it receives with the pattern of a seed. */
    private static final class Comparing extends Protocol {

        private final Pattern expected;
        private final MemoryHarness harness;
        private volatile long count;
        private volatile @Nullable CloseReason reason;

        Comparing(long seed, MemoryHarness harness) {
            expected = new Pattern(seed);
            this.harness = harness;
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            expected.compare(bytes);
            count = expected.count();
        }

        @Override
        public void connectionLost(CloseReason lost) {
            reason = lost;
            harness.noticeChange();
        }
    }

    /** A peer whose bytes leave in pieces of random sizes. */
    private record Cut(Peer peer, Random random, int most) implements Peer {

        @Override
        public void send(byte[] bytes) {
            for (int begin = 0; begin < bytes.length; ) {
                int end = Math.min(bytes.length, begin + 1 + random.nextInt(most));
                peer.send(Arrays.copyOfRange(bytes, begin, end));
                begin = end;
            }
        }

        @Override
        public byte @Nullable [] receiveSome(int most) {
            return peer.receiveSome(1 + random.nextInt(most));
        }

        @Override
        public void shutdownOutput() {
            peer.shutdownOutput();
        }

        @Override
        public void reset() {
            peer.reset();
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private interface Play {
        void with(MemoryHarness harness, InetSocketAddress address, Comparing server);
    }

    private static void play(long seed, Play play) throws Exception {
        try (MemoryHarness harness = new MemoryHarness()) {
            Reactor reactor = harness.newReactor(ReactorOptions.defaults());
            Comparing server = new Comparing(seed, harness);
            ListenOptions options = ListenOptions.defaults()
                    .withBindAddress(InetAddress.getLoopbackAddress())
                    .withStream(StreamOptions.defaults().withTls(SERVER));
            InetSocketAddress address =
                    reactor.listenTcp(0, Factory.of(() -> server), options).address();
            reactor.start();
            play.with(harness, address, server);
        }
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of("TLSv1.2", "TLSv1.3");
    }

    @Property(tries = 300)
    void anyCuttingDeliversTheSame(
            @ForAll("versions") String version,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 70_000) Integer> messages,
            @ForAll @IntRange(min = 1, max = 100_000) int mostInAPiece,
            @ForAll long seed)
            throws Exception {
        play(seed, (harness, address, server) -> {
            Peer cut = new Cut(harness.connectPeer(address), new Random(seed), mostInAPiece);
            TlsPeer peer =
                    TlsPeer.of(cut, CLIENT.withProtocols(version), address).shakeHands();
            Pattern sent = new Pattern(seed);
            for (int bytes : messages) {
                peer.send(sent.take(bytes));
            }
            peer.closeNotify();
            harness.await("the end", () -> server.reason != null);

            assertThat(server.reason).isInstanceOf(ConnectionDone.class);
            assertThat(server.count).isEqualTo(sent.count());
        });
    }

    @Property(tries = 300)
    void bytesAtRandomDoNoHarm(@ForAll byte[] bytes, @ForAll boolean afterTheHandshake, @ForAll long seed)
            throws Exception {
        play(seed, (harness, address, server) -> {
            Peer raw = harness.connectPeer(address);
            if (afterTheHandshake) {
                TlsPeer.of(raw, CLIENT, address).shakeHands();
            }
            try {
                raw.send(bytes);
                raw.shutdownOutput();
            } catch (UncheckedIOException refused) {
                // The server has seen enough.
            }
            harness.await("the end", () -> server.reason != null);

            assertThat(server.reason).isInstanceOf(ConnectionLost.class);
            assertThat(server.count).isZero();
        });
    }
}
