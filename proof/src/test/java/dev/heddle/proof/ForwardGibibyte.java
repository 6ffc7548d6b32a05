package dev.heddle.proof;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.PullProducer;
import dev.heddle.net.StreamOptions;
import dev.heddle.tck.TlsFiles;
import dev.heddle.tls.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A program that sends 1 GiB through a forwarder to one who reads slowly, compares every byte that comes out, and prints how
 * many that were. Each side of the forwarder is the other's producer, so that nobody reads faster than the slow one does (P6).
 */
final class ForwardGibibyte {

    private static final long BYTES = 1L << 30;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final long SEED = 1;

    /** The slow one stops reading after so many bytes, for so long. */
    private static final long READS_BYTES = 4 << 20;

    private static final Duration RESTS = Duration.ofMillis(2);

    private final Reactor reactor;
    private final @Nullable Tls client;
    private final @Nullable Tls server;

    /** Where UNIX sockets are. */
    private final Path directory;

    private final boolean isUnix;
    private final CompletableFuture<Long> received = new CompletableFuture<>();

    private ForwardGibibyte(Reactor reactor, String kind, Path directory) {
        this.reactor = reactor;
        this.directory = directory;
        client = kind.equals("tls") ? TlsFiles.client() : null;
        server = kind.equals("tls") ? TlsFiles.server() : null;
        isUnix = kind.equals("unix");
    }

    /** Takes the name of the backend, and {@code plain}, {@code tls} or {@code unix}. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("heddle");
        try (Reactor reactor = Reactors.create(args[0])) {
            ForwardGibibyte all = new ForwardGibibyte(reactor, args[1], directory);
            SocketAddress sink = all.listen("sink", Factory.of(() -> all.new Sink()));
            SocketAddress forwarder = all.listen("forwarder", Factory.of(() -> all.new Inside(sink)));
            reactor.callWhenRunning(() -> all.connect(forwarder, all.new Source()));
            reactor.start();
            System.out.println(all.received.get());
        }
        Files.delete(directory);
    }

    private SocketAddress listen(String name, Factory factory) {
        if (isUnix) {
            return reactor.listenUnix(directory.resolve(name), factory).address();
        }
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(InetAddress.getLoopbackAddress())
                .withStream(StreamOptions.defaults().withTls(server));
        return reactor.listenTcp(0, factory, options).address();
    }

    private void connect(SocketAddress address, Protocol protocol) {
        ClientFactory factory = ClientFactory.of(() -> protocol);
        if (address instanceof UnixDomainSocketAddress file) {
            reactor.connectUnix(file.getPath(), factory);
            return;
        }
        InetSocketAddress internet = (InetSocketAddress) address;
        ConnectOptions options =
                ConnectOptions.defaults().withStream(StreamOptions.defaults().withTls(client));
        reactor.connectTcp(internet.getAddress().getHostAddress(), internet.getPort(), factory, options);
    }

    /** Sends it all. */
    private final class Source extends Protocol implements PullProducer {

        private final Pattern sent = new Pattern(SEED);

        @Override
        public void connectionMade() {
            transport().registerProducer(this);
        }

        @Override
        public void resumeProducing() {
            if (sent.count() < BYTES) {
                transport().write(sent.take(PIECE_BYTES));
            } else {
                transport().unregisterProducer();
                transport().loseConnection();
            }
        }

        @Override
        public void stopProducing() {}
    }

    /** Reads it all, slowly. */
    private final class Sink extends Protocol {

        private final Pattern expected = new Pattern(SEED);
        private long nextRest = READS_BYTES;

        @Override
        public void dataReceived(ByteBuffer bytes) {
            expected.compare(bytes);
            if (expected.count() >= nextRest) {
                nextRest += READS_BYTES;
                transport().pauseReading();
                reactor.callLater(RESTS, transport()::resumeReading);
            }
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (reason instanceof CloseReason.ConnectionDone) {
                received.complete(expected.count());
            } else {
                received.completeExceptionally(new AssertionError(reason.toString()));
            }
        }
    }

    /** The side of the forwarder that is connected to, and makes the other. */
    private final class Inside extends Side {

        private final SocketAddress sink;

        Inside(SocketAddress sink) {
            this.sink = sink;
        }

        @Override
        public void connectionMade() {
            transport().pauseReading();
            connect(sink, new Outside(this));
        }
    }

    /** The side that connects, and joins the two. */
    private final class Outside extends Side {

        private final Inside inside;

        Outside(Inside inside) {
            this.inside = inside;
        }

        @Override
        public void connectionMade() {
            join(inside);
            inside.join(this);
            inside.transport().resumeReading();
        }
    }

    private abstract static class Side extends Protocol {

        private @Nullable Side other;

        final void join(Side joined) {
            other = joined;
            transport().registerProducer(joined.transport());
        }

        @Override
        public final void dataReceived(ByteBuffer bytes) {
            if (other != null) {
                other.transport().write(bytes);
            }
        }

        @Override
        public final void connectionLost(CloseReason reason) {
            if (other != null) {
                other.transport().unregisterProducer();
                other.transport().loseConnection();
            }
        }
    }
}
