package dev.heddle.proof;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A program that sends 1 GiB through an echo, compares every byte that comes back, and prints how many that were. The echo
 * registers its transport with itself: it reads no faster than it can send.
 */
final class EchoGibibyte {

    private static final long BYTES = 1L << 30;
    private static final int PIECE_BYTES = 1 << 20;
    private static final long SEED = 1;

    private EchoGibibyte() {}

    private static final class Echo extends Protocol {
        @Override
        public void connectionMade() {
            transport().registerProducer(transport());
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    /** Takes the name of the backend. */
    public static void main(String[] args) throws Exception {
        try (Reactor reactor = Reactors.create(args[0])) {
            ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
            TcpListeningPort port = reactor.listenTcp(0, Factory.of(Echo::new), onLoopback);
            reactor.start();
            try (Socket socket =
                    new Socket(port.address().getAddress(), port.address().getPort())) {
                Thread.ofPlatform().daemon().start(() -> send(socket));
                System.out.println(receive(socket.getInputStream()));
            }
        }
    }

    private static void send(Socket socket) {
        Pattern sent = new Pattern(SEED);
        try {
            while (sent.count() < BYTES) {
                socket.getOutputStream().write(sent.take(PIECE_BYTES));
            }
            socket.shutdownOutput();
        } catch (IOException broken) {
            broken.printStackTrace();
        }
    }

    private static long receive(InputStream input) throws IOException {
        Pattern expected = new Pattern(SEED);
        byte[] buffer = new byte[PIECE_BYTES];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            expected.compare(ByteBuffer.wrap(buffer, 0, count));
        }
        return expected.count();
    }
}
