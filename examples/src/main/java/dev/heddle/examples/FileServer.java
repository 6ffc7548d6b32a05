package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.ReactorGroup;
import dev.heddle.ReactorOptions;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.tls.PemException;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the files of a directory to browsers on this machine: as much of HTTP/1.1 as that takes. */
public final class FileServer {

    private static final String USAGE =
            "fileserver DIRECTORY [PORT] [--group REACTORS] [--certificate FILE] [--key FILE]";

    private static final int DEFAULT_PORT = 8000;
    private static final int MOST_REACTORS = 256;

    /**
     * Serves the files below a directory to connections of any of {@code reactors}, one of which runs each of them.
     *
     * @throws IOException if there is no such directory
     */
    static Factory factory(List<Reactor> reactors, Path directory) throws IOException {
        ServedFiles files = new ServedFiles(directory);
        return Factory.of(() -> new FileConnection(present(reactors), files));
    }

    /** The one of the reactors in whose turn this is. */
    private static Reactor present(List<Reactor> reactors) {
        for (Reactor reactor : reactors) {
            if (reactor.isHeldByCurrentThread()) {
                return reactor;
            }
        }
        throw new IllegalStateException("not in a turn of one of " + reactors);
    }

    /** Plain, or with TLS if there is a certificate, whose key is in the same file unless that is named. */
    private static ListenOptions options(@Nullable Path certificate, @Nullable Path key) {
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        if (certificate == null) {
            return onLoopback;
        }
        TlsServer tls = TlsServer.of(PrivateCertificate.load(certificate, key == null ? certificate : key));
        return onLoopback.withStream(StreamOptions.defaults().withTls(tls.withApplicationProtocols("http/1.1")));
    }

    /**
     * Listens on the port that the second argument names, on as many reactors as the options say, and runs until it is
     * interrupted.
     */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(USAGE, args);
        arguments.require("--key", "--certificate");
        int port = arguments.count() == 1 ? DEFAULT_PORT : arguments.port(1, 0);
        ReactorGroup group =
                ReactorGroup.create(arguments.number("--group", 1, MOST_REACTORS), ReactorOptions.defaults());
        try {
            ListenOptions options = options(arguments.path("--certificate"), arguments.path("--key"));
            Factory factory = factory(group.reactors(), arguments.directory(0));
            TcpListeningPort listening = group.listenTcp(port, factory, options);
            InetSocketAddress bound = listening.address();
            System.out.println("Listening on " + bound.getAddress().getHostAddress() + " port " + bound.getPort());
        } catch (IOException | PemException | CannotListenException refused) {
            System.err.println("fileserver: " + refused.getMessage());
            System.exit(1);
        }
        group.run();
    }

    private FileServer() {}
}
