package dev.heddle.endpoint;

import dev.heddle.Reactor;
import dev.heddle.net.ConnectOptions;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TrustedCertificates;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Objects;

/** The kinds of client endpoints, as strings. */
final class ClientStrings {

    private ClientStrings() {}

    static ClientEndpoint parse(Reactor reactor, String text) {
        Objects.requireNonNull(reactor, "reactor");
        Description description = Description.of(text, 0);
        return switch (description.kind()) {
            case "tcp" -> tcp(reactor, description, ConnectOptions.defaults());
            case "tcp6" ->
                tcp(reactor, description, ConnectOptions.defaults().withFamily(StandardProtocolFamily.INET6));
            case "tls" -> tls(reactor, description);
            case "unix" -> unix(reactor, description);
            default ->
                throw new EndpointSyntaxException(
                        "unknown kind of client endpoint '" + description.kind() + "'; known are tcp, tcp6, tls, unix",
                        text,
                        0);
        };
    }

    private static ClientEndpoint tcp(Reactor reactor, Description description, ConnectOptions defaults) {
        Arguments arguments =
                new Arguments(description, List.of("host", "port"), List.of("timeout", "bindAddress", "attemptDelay"));
        String host = arguments.required("host", Arguments::host);
        int port = arguments.required("port", text -> Arguments.port(text, 1));
        return Endpoints.tcpClient(reactor, host, port, internetOptions(arguments, defaults));
    }

    private static ClientEndpoint tls(Reactor reactor, Description description) {
        Arguments arguments = new Arguments(
                description,
                List.of("host", "port"),
                List.of(
                        "trustRoots",
                        "certificate",
                        "privateKey",
                        "serverName",
                        "alpn",
                        "timeout",
                        "bindAddress",
                        "attemptDelay"));
        String host = arguments.required("host", Arguments::host);
        int port = arguments.required("port", text -> Arguments.port(text, 1));
        ConnectOptions options = internetOptions(arguments, ConnectOptions.defaults());
        return Endpoints.tcpClient(
                reactor, host, port, options.withStream(options.stream().withTls(tlsClient(arguments))));
    }

    private static TlsClient tlsClient(Arguments arguments) {
        TlsClient tls = arguments.change(
                TlsClient.defaults(),
                "trustRoots",
                text -> so -> so.withTrust(TrustedCertificates.load(Arguments.path(text))));
        PrivateCertificate certificate = arguments.certificate();
        tls = certificate == null ? tls : tls.withCertificate(certificate);
        tls = arguments.change(tls, "serverName", text -> so -> so.withServerName(text));
        return arguments.change(tls, "alpn", text -> so -> so.withApplicationProtocols(Arguments.list(text)));
    }

    private static ConnectOptions internetOptions(Arguments arguments, ConnectOptions defaults) {
        ConnectOptions options = withTimeout(arguments, defaults);
        options = arguments.change(
                options,
                "bindAddress",
                text -> so -> so.withBindAddress(new InetSocketAddress(Arguments.address(text), 0)));
        return arguments.change(options, "attemptDelay", text -> so -> so.withAttemptDelay(Arguments.seconds(text)));
    }

    private static ConnectOptions withTimeout(Arguments arguments, ConnectOptions defaults) {
        return arguments.change(defaults, "timeout", text -> so -> so.withTimeout(Arguments.seconds(text)));
    }

    private static ClientEndpoint unix(Reactor reactor, Description description) {
        Arguments arguments = new Arguments(description, List.of("path"), List.of("timeout"));
        return Endpoints.unixClient(
                reactor,
                arguments.required("path", Arguments::path),
                withTimeout(arguments, ConnectOptions.defaults()));
    }
}
