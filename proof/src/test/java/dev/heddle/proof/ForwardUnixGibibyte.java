package dev.heddle.proof;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program that sends 1 GiB through a forwarder between two UNIX sockets to a reader that is slower, compares every byte, and
 * prints how many that were. Each side of the forwarder is the producer of the other.
 */
final class ForwardUnixGibibyte {

    private static final long BYTES = 1L << 30;
    private static final int PIECE_BYTES = 1 << 18;
    private static final long PAUSE_NANOS = 200_000;
    private static final long SEED = 1;

    private ForwardUnixGibibyte() {}

    /** One side of the forwarder. */
    private static final class Side extends Protocol {

        private final Runnable whenMade;
        private @Nullable Side other;

        Side(Runnable whenMade) {
            this.whenMade = whenMade;
        }

        @Override
        public void connectionMade() {
            whenMade.run();
        }

        void join(Side joined) {
            other = joined;
            transport().registerProducer(joined.transport());
            transport().resumeReading();
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            if (other != null) {
                other.transport().write(bytes);
            }
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (other != null) {
                other.transport().unregisterProducer();
                other.transport().loseConnection();
            }
        }
    }

    /** Who connects is joined to a connection of ours to {@code back}. */
    private static Protocol forward(Reactor reactor, Path back) {
        Side[] front = new Side[1];
        front[0] = new Side(() -> {
            front[0].transport().pauseReading();
            Side[] behind = new Side[1];
            behind[0] = new Side(() -> {
                behind[0].join(front[0]);
                front[0].join(behind[0]);
            });
            reactor.connectUnix(back, ClientFactory.of(() -> behind[0]));
        });
        return front[0];
    }

    /** Takes the name of the backend. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("heddle");
        Path front = directory.resolve("front");
        Path back = directory.resolve("back");
        try (Reactor reactor = Reactors.create(args[0]);
                ServerSocketChannel reader = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            reader.bind(UnixDomainSocketAddress.of(back));
            reactor.listenUnix(front, Factory.of(() -> forward(reactor, back)));
            reactor.start();
            Thread.ofPlatform().daemon().start(() -> send(front));
            try (SocketChannel connection = reader.accept()) {
                System.out.println(receive(connection));
            }
        } finally {
            Files.deleteIfExists(back);
            Files.delete(directory);
        }
    }

    private static void send(Path front) {
        Pattern sent = new Pattern(SEED);
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(front))) {
            while (sent.count() < BYTES) {
                ByteBuffer piece = ByteBuffer.wrap(sent.take(PIECE_BYTES));
                while (piece.hasRemaining()) {
                    connection.write(piece);
                }
            }
            connection.shutdownOutput();
            if (connection.read(ByteBuffer.allocate(1)) >= 0) {
                throw new IOException("the reader does not send anything");
            }
        } catch (IOException broken) {
            broken.printStackTrace();
        }
    }

    private static long receive(SocketChannel connection) throws IOException {
        Pattern expected = new Pattern(SEED);
        ByteBuffer buffer = ByteBuffer.allocate(PIECE_BYTES);
        while (connection.read(buffer.clear()) >= 0) {
            expected.compare(buffer.flip());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return expected.count();
    }
}
