package dev.heddle.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS as its client speaks it. Who the peer is, is always verified: its certificate must lead to one that is trusted, and must
 * have the name, or the address, that the connection was made to (K2). There is no way to switch that off.
 *
 * <p>Values that were made from one another by {@code with} methods resume each other's sessions (K7), unless they trust, or
 * show, something else. So keep one, rather than make one for each connection.
 *
 * {@snippet :
 * StreamOptions tls = StreamOptions.defaults().withTls(TlsClient.defaults());
 * reactor.connectTcp("example.org", 443, factory, ConnectOptions.defaults().withStream(tls));
 * }
 */
public final class TlsClient implements Tls {

    private final SSLContext context;

    /** Whether the context was given, and so decides on trust and certificates. */
    private final boolean isGiven;

    private final @Nullable TrustedCertificates trusted;
    private final @Nullable PrivateCertificate certificate;

    /** Null: that of the peer's address. */
    private final @Nullable String serverName;

    private final Agreement agreement;

    private TlsClient(
            SSLContext context,
            boolean isGiven,
            @Nullable TrustedCertificates trusted,
            @Nullable PrivateCertificate certificate,
            @Nullable String serverName,
            Agreement agreement) {
        this.context = context;
        this.isGiven = isGiven;
        this.trusted = trusted;
        this.certificate = certificate;
        this.serverName = serverName;
        this.agreement = agreement;
    }

    /** For {@link #defaults}, which takes a while to make. */
    private static final class Defaults {

        static final TlsClient VALUE =
                new TlsClient(Contexts.of(null, null), false, null, null, null, Agreement.standard());

        private Defaults() {}
    }

    /**
     * A client that trusts whom the platform trusts: the JDK's {@code cacerts} or, where it is set, the system property
     * {@code javax.net.ssl.trustStore}. It shows no certificate.
     */
    public static TlsClient defaults() {
        return Defaults.VALUE;
    }

    /**
     * A client with a context of the program's, perhaps of another provider, which decides whom to trust and what to show.
     * The name of the peer is verified all the same.
     */
    public static TlsClient of(SSLContext context) {
        Objects.requireNonNull(context, "context");
        return new TlsClient(context, true, null, null, null, Agreement.standard());
    }

    /**
     * This client, trusting those alone.
     *
     * @throws IllegalStateException if it has a context of the program's, which decides that
     */
    public TlsClient withTrust(TrustedCertificates trusted) {
        requireOwnContext("whom to trust");
        return withContext(Objects.requireNonNull(trusted, "trusted"), certificate);
    }

    /**
     * This client, showing {@code certificate} to servers that ask for one.
     *
     * @throws IllegalStateException if it has a context of the program's, which decides that
     */
    public TlsClient withCertificate(PrivateCertificate certificate) {
        requireOwnContext("what to show");
        return withContext(trusted, Objects.requireNonNull(certificate, "certificate"));
    }

    private void requireOwnContext(String what) {
        if (isGiven) {
            throw new IllegalStateException("the SSLContext that this client was made of decides " + what);
        }
    }

    private TlsClient withContext(@Nullable TrustedCertificates trusted, @Nullable PrivateCertificate certificate) {
        CertificateChoice shown = certificate == null
                ? null
                : CertificateChoice.only(LiveCertificate.of(certificate, TlsServer.LOOK_AGAIN));
        return new TlsClient(Contexts.of(shown, trusted), false, trusted, certificate, serverName, agreement);
    }

    /**
     * This client, asking for a server of that name, and verifying it, rather than the one that the connection is made to.
     *
     * @param serverName a name, or an address as a literal
     * @throws IllegalArgumentException if it is neither
     */
    public TlsClient withServerName(String serverName) {
        String checked = PeerName.checked(serverName);
        return new TlsClient(context, isGiven, trusted, certificate, checked, agreement);
    }

    /**
     * This client, offering these application protocols (ALPN), the most wanted first. Without any, the default, there is
     * nothing to agree on.
     *
     * @throws IllegalArgumentException if a name is empty or has more than 255 characters
     */
    public TlsClient withApplicationProtocols(String... names) {
        return withAgreement(agreement.withApplicationProtocols(names));
    }

    /**
     * This client with these versions of TLS alone, by the names of the JDK.
     *
     * @throws IllegalArgumentException if there is none, or one that the context does not know
     */
    public TlsClient withProtocols(String... names) {
        return withAgreement(agreement.withProtocols(context, names));
    }

    /**
     * This client with another limit for the handshake, which is 10 seconds by default.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public TlsClient withHandshakeTimeout(Duration timeout) {
        return withAgreement(agreement.withHandshakeTimeout(timeout));
    }

    private TlsClient withAgreement(Agreement other) {
        return new TlsClient(context, isGiven, trusted, certificate, serverName, other);
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
        String name = serverName == null ? PeerName.of(peer) : serverName;
        int port = peer instanceof InetSocketAddress internet ? internet.getPort() : -1;
        SSLEngine engine = context.createSSLEngine(name, port); // by which the JDK finds the session to resume
        engine.setUseClientMode(true);
        SSLParameters parameters = agreement.parameters(context);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(PeerName.isLiteral(name) ? List.of() : List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public String toString() {
        return "TLS client" + (serverName == null ? "" : " of " + serverName);
    }
}
