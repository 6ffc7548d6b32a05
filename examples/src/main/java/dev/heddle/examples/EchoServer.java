package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sends every byte back, to clients on this machine. */
public final class EchoServer {

    private static final int DEFAULT_PORT = 7007;

    private static final class Echo extends Protocol {
        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    /** Listens on the port that the argument names, and runs until it is interrupted. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("echoserver [PORT]", args);
        int port = arguments.count() == 0 ? DEFAULT_PORT : arguments.port(0, 0);

        Reactor reactor = Reactors.create();
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        try {
            TcpListeningPort listening = reactor.listenTcp(port, Factory.of(Echo::new), onLoopback);
            InetSocketAddress bound = listening.address();
            System.out.println("Listening on " + bound.getAddress().getHostAddress() + " port " + bound.getPort());
        } catch (CannotListenException refused) {
            System.err.println("echoserver: " + refused.getMessage());
            System.exit(1);
        }
        reactor.run();
    }

    private EchoServer() {}
}
