package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tls.PemException;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sends every byte back, over TLS, to clients on this machine. */
public final class TlsEcho {

    private static final class Echo extends Protocol {
        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    /** Listens on the port that the arguments name, with the certificate in PEM files, and runs until it is interrupted. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("tlsecho PORT CERTIFICATE KEY", args);
        int port = arguments.port(0, 0);

        Reactor reactor = Reactors.create();
        try {
            TlsServer tls = TlsServer.of(PrivateCertificate.load(arguments.path(1), arguments.path(2)));
            ListenOptions options = ListenOptions.defaults()
                    .withBindAddress(InetAddress.getLoopbackAddress())
                    .withStream(StreamOptions.defaults().withTls(tls));
            TcpListeningPort listening = reactor.listenTcp(port, Factory.of(Echo::new), options);
            InetSocketAddress bound = listening.address();
            System.out.println("Listening on " + bound.getAddress().getHostAddress() + " port " + bound.getPort());
        } catch (PemException | CannotListenException refused) {
            System.err.println("tlsecho: " + refused.getMessage());
            System.exit(1);
        }
        reactor.run();
    }

    private TlsEcho() {}
}
