package dev.heddle.endpoint;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.Protocol;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes endpoints, from values or from strings.
 *
 * {@snippet :
 * Endpoints.server(reactor, "tcp:8080:interface=127.0.0.1").listen(factory);
 * Endpoints.client(reactor, "tcp:example.org:80:timeout=5").connectProtocol(new Greeter());
 * }
 *
 * <p>To make one does nothing else, and may be done on any thread: whatever is wrong with its arguments is thrown then,
 * and not when it is used.
 *
 * <p><b>Strings.</b> The kind comes first, in capitals or not, and then its arguments, in order or by name. {@code :}
 * separates them, the first {@code =} ends a name, and {@code \} takes away what the next character means; {@link #quote}
 * does that to a whole value. An IPv6 address has colons, so each of them has a backslash before it.
 *
 * <table>
 * <caption>Clients</caption>
 * <tr><td>{@code tcp:HOST:PORT}</td><td>all addresses of the host; {@code timeout=} in seconds, {@code bindAddress=} of this
 *     machine, {@code attemptDelay=} in seconds</td></tr>
 * <tr><td>{@code tcp6:HOST:PORT}</td><td>IPv6 addresses alone; the same arguments</td></tr>
 * <tr><td>{@code tls:HOST:PORT}</td><td>the same, and {@code trustRoots=} a PEM file with those to trust in place of the
 *     platform's; {@code certificate=} and {@code privateKey=} PEM files to show, which may be one; {@code serverName=} to ask
 *     for and verify in place of the host; {@code alpn=} application protocols, with commas between them</td></tr>
 * <tr><td>{@code unix:PATH}</td><td>{@code timeout=}</td></tr>
 * </table>
 *
 * <table>
 * <caption>Servers</caption>
 * <tr><td>{@code tcp:PORT}</td><td>{@code interface=} an address of this machine, all of them unless it is given;
 *     {@code backlog=}</td></tr>
 * <tr><td>{@code tcp6:PORT}</td><td>the same, with {@code interface=\:\:} unless it is given</td></tr>
 * <tr><td>{@code tls:PORT:certificate=FILE}</td><td>{@code privateKey=} unless the key is in the same file; {@code sni=} a
 *     directory of certificates to show by the name that is asked for ({@link dev.heddle.tls.TlsServer#withCertificates}), in
 *     which there is a {@code DEFAULT.pem} unless {@code certificate=} is given, too; {@code clientRoots=} a PEM file: clients have to show a certificate that leads there; {@code alpn=}; and those of
 *     {@code tcp}</td></tr>
 * <tr><td>{@code unix:PATH}</td><td>{@code backlog=}</td></tr>
 * <tr><td>{@code inherit:}</td><td>the socket that this process was started with, as inetd and systemd do
 *     ({@link Reactor#adoptInheritedSocket})</td></tr>
 * <tr><td>{@code stdio:}</td><td>standard input and output ({@link Reactor#adoptStandardStreams})</td></tr>
 * <tr><td>{@code haproxy:SERVER}</td><td>any of the above but {@code stdio:}, behind a proxy that speaks the PROXY protocol
 *     ({@link ListenOptions#withProxyHeader})</td></tr>
 * </table>
 */
public final class Endpoints {

    private Endpoints() {}

    /**
     * The client endpoint that {@code description} describes.
     *
     * @throws EndpointSyntaxException if it describes none
     */
    public static ClientEndpoint client(Reactor reactor, String description) {
        return ClientStrings.parse(reactor, description);
    }

    /**
     * The server endpoint that {@code description} describes.
     *
     * @throws EndpointSyntaxException if it describes none
     */
    public static ServerEndpoint server(Reactor reactor, String description) {
        return ServerStrings.parse(reactor, description);
    }

    /** {@code value}, with a backslash before whatever means something in a string of an endpoint. */
    public static String quote(String value) {
        return Description.quote(value);
    }

    /** A host and a port to connect to, by {@link Reactor#connectTcp}. */
    public static ClientEndpoint tcpClient(Reactor reactor, String host, int port) {
        return tcpClient(reactor, host, port, ConnectOptions.defaults());
    }

    /**
     * As {@link #tcpClient(Reactor, String, int)}, with options.
     *
     * @throws IllegalArgumentException if the host can be none, or the port is not from 1 to 65535
     */
    public static ClientEndpoint tcpClient(Reactor reactor, String host, int port, ConnectOptions options) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(options, "options");
        String known = Arguments.host(host);
        checkPort(port, 1);
        return new Client(
                "tcp:" + quote(host) + ":" + port,
                reactor,
                factory -> reactor.connectTcp(known, port, factory, options));
    }

    /** A port to listen on, by {@link Reactor#listenTcp}. */
    public static ServerEndpoint tcpServer(Reactor reactor, int port) {
        return tcpServer(reactor, port, ListenOptions.defaults());
    }

    /**
     * As {@link #tcpServer(Reactor, int)}, with options.
     *
     * @throws IllegalArgumentException if the port is not from 0 to 65535
     */
    public static ServerEndpoint tcpServer(Reactor reactor, int port, ListenOptions options) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(options, "options");
        checkPort(port, 0);
        return new Server("tcp:" + port, factory -> reactor.listenTcp(port, factory, options));
    }

    private static void checkPort(int port, int smallest) {
        if (port < smallest || port > 0xffff) {
            throw new IllegalArgumentException("a port must be from " + smallest + " to 65535, not " + port);
        }
    }

    /** A UNIX socket to connect to, by {@link Reactor#connectUnix}. */
    public static ClientEndpoint unixClient(Reactor reactor, Path path) {
        return unixClient(reactor, path, ConnectOptions.defaults());
    }

    /** As {@link #unixClient(Reactor, Path)}, with options. */
    public static ClientEndpoint unixClient(Reactor reactor, Path path, ConnectOptions options) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(options, "options");
        return new Client(
                "unix:" + quote(path.toString()), reactor, factory -> reactor.connectUnix(path, factory, options));
    }

    /** A UNIX socket to listen on, by {@link Reactor#listenUnix}. */
    public static ServerEndpoint unixServer(Reactor reactor, Path path) {
        return unixServer(reactor, path, ListenOptions.defaults());
    }

    /** As {@link #unixServer(Reactor, Path)}, with options. */
    public static ServerEndpoint unixServer(Reactor reactor, Path path, ListenOptions options) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(options, "options");
        return new Server("unix:" + quote(path.toString()), factory -> reactor.listenUnix(path, factory, options));
    }

    /** The socket that this process was started with, by {@link Reactor#adoptInheritedSocket}. */
    public static ServerEndpoint inheritedServer(Reactor reactor, ListenOptions options) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(options, "options");
        return new Server("inherit:", factory -> reactor.adoptInheritedSocket(factory, options));
    }

    /** Standard input and output, by {@link Reactor#adoptStandardStreams}. */
    public static ServerEndpoint standardStreams(Reactor reactor) {
        Objects.requireNonNull(reactor, "reactor");
        return new Server("stdio:", reactor::adoptStandardStreams);
    }

    /** What is connected to by a call of a reactor's that is given a factory. */
    private record Client(String description, Reactor reactor, Function<ClientFactory, Connector> call)
            implements ClientEndpoint {

        @Override
        public Deferred<Protocol> connect(Factory factory) {
            return EndpointAttempt.begin(reactor, factory, call);
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** What is listened on by a call of a reactor's that is given a factory. */
    private record Server(String description, Function<Factory, ListeningPort> call) implements ServerEndpoint {

        @Override
        public Deferred<ListeningPort> listen(Factory factory) {
            try {
                return Deferred.succeed(call.apply(factory));
            } catch (CannotListenException taken) {
                return Deferred.fail(taken);
            }
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
