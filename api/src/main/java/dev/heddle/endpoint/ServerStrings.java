package dev.heddle.endpoint;

import dev.heddle.Reactor;
import dev.heddle.net.ListenOptions;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsServer;
import dev.heddle.tls.TrustedCertificates;
import java.util.List;
import java.util.Objects;

/** The kinds of server endpoints, as strings. */
final class ServerStrings {

    private static final String ALL_IPV6 = "::";

    private ServerStrings() {}

    static ServerEndpoint parse(Reactor reactor, String text) {
        Objects.requireNonNull(reactor, "reactor");
        return parse(reactor, text, 0, ListenOptions.defaults());
    }

    private static ServerEndpoint parse(Reactor reactor, String text, int from, ListenOptions defaults) {
        Description description = Description.of(text, from);
        return switch (description.kind()) {
            case "tcp" -> tcp(reactor, description, defaults);
            case "tcp6" -> tcp(reactor, description, defaults.withBindAddress(Arguments.address(ALL_IPV6)));
            case "tls" -> tls(reactor, description, defaults);
            case "unix" -> unix(reactor, description, defaults);
            case "inherit" -> inherit(reactor, description, defaults);
            case "stdio" -> stdio(reactor, description, defaults);
            case "haproxy" -> behindProxy(reactor, description, defaults);
            default ->
                throw new EndpointSyntaxException(
                        "unknown kind of server endpoint '" + description.kind()
                                + "'; known are tcp, tcp6, tls, unix, inherit, stdio, haproxy",
                        text,
                        from);
        };
    }

    private static ServerEndpoint behindProxy(Reactor reactor, Description description, ListenOptions defaults) {
        if (defaults.proxyHeader()) {
            throw new EndpointSyntaxException("haproxy in haproxy", description.text(), description.from());
        }
        return parse(reactor, description.text(), description.rest(), defaults.withProxyHeader(true));
    }

    private static ServerEndpoint inherit(Reactor reactor, Description description, ListenOptions options) {
        new Arguments(description, List.of(), List.of());
        return Endpoints.inheritedServer(reactor, options);
    }

    private static ServerEndpoint stdio(Reactor reactor, Description description, ListenOptions options) {
        if (options.proxyHeader()) {
            throw new EndpointSyntaxException("no proxy stands before stdio", description.text(), description.from());
        }
        new Arguments(description, List.of(), List.of());
        return Endpoints.standardStreams(reactor);
    }

    private static ServerEndpoint tcp(Reactor reactor, Description description, ListenOptions defaults) {
        Arguments arguments = new Arguments(description, List.of("port", "interface", "backlog"), List.of());
        int port = arguments.required("port", text -> Arguments.port(text, 0));
        ListenOptions options = arguments.change(
                withBacklog(arguments, defaults),
                "interface",
                text -> so -> so.withBindAddress(Arguments.address(text)));
        return Endpoints.tcpServer(reactor, port, options);
    }

    private static ServerEndpoint tls(Reactor reactor, Description description, ListenOptions defaults) {
        Arguments arguments = new Arguments(
                description,
                List.of("port", "interface", "backlog"),
                List.of("certificate", "privateKey", "sni", "clientRoots", "alpn"));
        int port = arguments.required("port", text -> Arguments.port(text, 0));
        ListenOptions options = arguments.change(
                withBacklog(arguments, defaults),
                "interface",
                text -> so -> so.withBindAddress(Arguments.address(text)));
        return Endpoints.tcpServer(
                reactor, port, options.withStream(options.stream().withTls(tlsServer(arguments))));
    }

    private static TlsServer tlsServer(Arguments arguments) {
        TlsServer tls = arguments.change(
                withCertificates(arguments),
                "clientRoots",
                text -> so -> so.requiringClients(TrustedCertificates.load(Arguments.path(text))));
        return arguments.change(tls, "alpn", text -> so -> so.withApplicationProtocols(Arguments.list(text)));
    }

    private static TlsServer withCertificates(Arguments arguments) {
        PrivateCertificate certificate = arguments.certificate();
        if (certificate != null) {
            return arguments.change(
                    TlsServer.of(certificate), "sni", text -> so -> so.withCertificates(Arguments.path(text)));
        }
        TlsServer byName = arguments.optional("sni", text -> TlsServer.ofDirectory(Arguments.path(text)));
        if (byName == null) {
            throw arguments.missing("certificate", "certificate, or sni");
        }
        return byName;
    }

    private static ListenOptions withBacklog(Arguments arguments, ListenOptions defaults) {
        return arguments.change(defaults, "backlog", text -> so -> so.withBacklog(Arguments.number(text)));
    }

    private static ServerEndpoint unix(Reactor reactor, Description description, ListenOptions defaults) {
        Arguments arguments = new Arguments(description, List.of("path"), List.of("backlog"));
        return Endpoints.unixServer(
                reactor, arguments.required("path", Arguments::path), withBacklog(arguments, defaults));
    }
}
