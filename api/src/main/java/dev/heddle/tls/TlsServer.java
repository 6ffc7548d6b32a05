package dev.heddle.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS as its server speaks it.
 *
 * {@snippet :
 * TlsServer tls = TlsServer.of(PrivateCertificate.load(Path.of("fullchain.pem"), Path.of("privkey.pem")));
 * StreamOptions stream = StreamOptions.defaults().withTls(tls);
 * reactor.listenTcp(443, factory, ListenOptions.defaults().withStream(stream));
 * }
 *
 * <p>A certificate that was read from files is read again when they have changed: when a client comes, and nobody has looked
 * for a second, beside the reactor. One that cannot be used is told of in the log, and the one before stays (K8).
 */
public final class TlsServer implements Tls {

    /** How often files are looked at, at most. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Whether clients have to show a certificate. */
    private enum Clients {
        NOT_ASKED,
        ASKED,
        REQUIRED
    }

    /** What is in a context that is made here. Null in one that was given. */
    private record Contents(
            ServerCertificates certificates,
            Duration lookAgain,
            @Nullable TrustedCertificates clients) {

        SSLContext context() {
            return Contexts.of(new CertificateChoice(certificates.live(lookAgain)), clients);
        }

        Contents with(ServerCertificates others) {
            return new Contents(others, lookAgain, clients);
        }
    }

    private final SSLContext context;
    private final @Nullable Contents contents;
    private final Clients clients;
    private final Agreement agreement;

    private TlsServer(SSLContext context, @Nullable Contents contents, Clients clients, Agreement agreement) {
        this.context = context;
        this.contents = contents;
        this.clients = clients;
        this.agreement = agreement;
    }

    private static TlsServer of(Contents contents, Clients clients, Agreement agreement) {
        return new TlsServer(contents.context(), contents, clients, agreement);
    }

    /** A server that shows {@code certificate}, and asks clients for none. */
    public static TlsServer of(PrivateCertificate certificate) {
        Objects.requireNonNull(certificate, "certificate");
        return of(ServerCertificates.of(certificate));
    }

    /**
     * A server that shows the certificates in a directory by the names of their files, as {@link #withCertificates} does, and
     * the one in {@code DEFAULT.pem} to who asks for none of those names.
     *
     * @throws PemException if the directory, or a certificate in it, cannot be used, or there is no {@code DEFAULT.pem}
     */
    public static TlsServer ofDirectory(Path directory) {
        return of(ServerCertificates.of(CertificateDirectory.readOtherwise(directory)))
                .withCertificates(directory);
    }

    private static TlsServer of(ServerCertificates certificates) {
        return of(new Contents(certificates, LOOK_AGAIN, null), Clients.NOT_ASKED, Agreement.standard());
    }

    /**
     * A server with a context of the program's, perhaps of another provider, which decides what to show and which clients to
     * trust.
     */
    public static TlsServer of(SSLContext context) {
        Objects.requireNonNull(context, "context");
        return new TlsServer(context, null, Clients.NOT_ASKED, Agreement.standard());
    }

    private Contents contents() {
        if (contents == null) {
            throw new IllegalStateException(
                    "the SSLContext that this server was made of decides what to show and whom to trust");
        }
        return contents;
    }

    /**
     * This server, showing {@code certificate} to clients that ask for a server of that name (SNI), and to others what it
     * shows anyway.
     *
     * @param name such as {@code example.org}, or {@code *.example.org} for all names with one part more
     * @throws IllegalStateException if it has a context of the program's, which decides that
     */
    public TlsServer withCertificate(String name, PrivateCertificate certificate) {
        Objects.requireNonNull(certificate, "certificate");
        Contents old = contents();
        return of(old.with(old.certificates().with(name, certificate)), clients, agreement);
    }

    /**
     * This server, showing the certificates in a directory to clients that ask for their names (SNI), and to others what it
     * shows anyway. Each is in a PEM file with its key, and the file has the name that it is for: {@code example.org.pem}, and
     * {@code *.example.org.pem} or {@code _.example.org.pem} for all names with one part more. Other files than those that end
     * with {@code .pem} are ignored, and so is {@code DEFAULT.pem}.
     *
     * <p>All are read at once. Those that come later are found as changed ones are; what cannot be used then is told of in the
     * log. A certificate whose file is gone stays.
     *
     * @throws PemException if the directory, or a certificate in it, cannot be used
     * @throws IllegalStateException if it has a context of the program's, which decides what to show
     */
    public TlsServer withCertificates(Path directory) {
        Objects.requireNonNull(directory, "directory");
        Contents old = contents();
        return of(old.with(old.certificates().with(CertificateDirectory.read(directory))), clients, agreement);
    }

    /**
     * This server, looking at the files of its certificates at most so often: one second by default, and zero for each time
     * that a client comes.
     *
     * @throws IllegalStateException if it has a context of the program's, which decides what to show
     */
    public TlsServer withLookAgain(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval must be zero or more, not " + interval);
        }
        Contents old = contents();
        return of(new Contents(old.certificates(), interval, old.clients()), clients, agreement);
    }

    /**
     * This server, refusing clients that do not show a certificate that leads to one of {@code trusted}.
     *
     * @throws IllegalStateException if it has a context of the program's, which decides whom to trust
     */
    public TlsServer requiringClients(TrustedCertificates trusted) {
        return withClients(Clients.REQUIRED, trusted);
    }

    /**
     * This server, asking clients for a certificate. One that is not trusted is refused; a client without one is not, and has
     * no peer certificates in its {@link dev.heddle.net.Transport#tlsSession session}.
     *
     * @throws IllegalStateException if it has a context of the program's, which decides whom to trust
     */
    public TlsServer askingClients(TrustedCertificates trusted) {
        return withClients(Clients.ASKED, trusted);
    }

    private TlsServer withClients(Clients asked, TrustedCertificates trusted) {
        Objects.requireNonNull(trusted, "trusted");
        Contents old = contents();
        return of(new Contents(old.certificates(), old.lookAgain(), trusted), asked, agreement);
    }

    /** This server, refusing clients that do not show a certificate that its context trusts. */
    public TlsServer requiringClients() {
        return new TlsServer(context, contents, Clients.REQUIRED, agreement);
    }

    /**
     * This server, agreeing on one of these application protocols (ALPN), the most wanted first. A client that offers only
     * others is refused; with one that offers none, nothing is agreed on.
     *
     * @throws IllegalArgumentException if a name is empty or has more than 255 characters
     */
    public TlsServer withApplicationProtocols(String... names) {
        return withAgreement(agreement.withApplicationProtocols(names));
    }

    /**
     * This server with these versions of TLS alone, by the names of the JDK.
     *
     * @throws IllegalArgumentException if there is none, or one that the context does not know
     */
    public TlsServer withProtocols(String... names) {
        return withAgreement(agreement.withProtocols(context, names));
    }

    /**
     * This server with another limit for the handshake, which is 10 seconds by default.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public TlsServer withHandshakeTimeout(Duration timeout) {
        return withAgreement(agreement.withHandshakeTimeout(timeout));
    }

    private TlsServer withAgreement(Agreement other) {
        return new TlsServer(context, contents, clients, other);
    }

    @Override
    public Duration handshakeTimeout() {
        return agreement.handshakeTimeout();
    }

    @Override
    public Set<String> protocols() {
        return Set.copyOf(agreement.protocols());
    }

    @Override
    public SSLEngine newEngine(SocketAddress peer) {
        SSLEngine engine = peer instanceof InetSocketAddress internet
                ? context.createSSLEngine(internet.getHostString(), internet.getPort())
                : context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = agreement.parameters(context);
        switch (clients) {
            case NOT_ASKED -> {}
            case ASKED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public String toString() {
        return "TLS server"
                + (contents == null
                        ? ""
                        : " with the " + contents.certificates().otherwise());
    }
}
