package dev.heddle.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.ReactorOptions;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.endpoint.EndpointSyntaxException;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.endpoint.ServerEndpoint;
import dev.heddle.net.Factory;
import dev.heddle.net.HostResolver;
import dev.heddle.net.Protocol;
import dev.heddle.tck.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The listings of {@code docs/guide-endpoints.md}. */
@ParameterizedClass
@ValueSource(strings = {"selector", "loom"})
class EndpointGuideTest extends Listings {

    private final String backend;

    EndpointGuideTest(String backend) {
        super(backend);
        this.backend = backend;
    }

    /** Says nothing. */
    private static final class Greeter extends Protocol {}

    @Test
    void strings() {
        // @start region=strings
        ServerEndpoint server = Endpoints.server(reactor, "tcp:0:interface=127.0.0.1");
        ClientEndpoint client = Endpoints.client(reactor, "tcp:example.org:80:timeout=5");
        // @end
        assertThat(server).hasToString("tcp:0");
        assertThat(client).hasToString("tcp:example.org:80");
        reactor.close();
    }

    @Test
    void refused() throws Exception {
        assertThat(run(() -> {
                    // @start region=refused
                    try {
                        Endpoints.client(reactor, "tcp:example.org:80:prot=x");
                    } catch (EndpointSyntaxException wrong) {
                        print(wrong.getMessage());
                        // unknown argument 'prot'; known are host, port, timeout, bindAddress, attemptDelay, at 19 in
                        //   tcp:example.org:80:prot=x
                        //                      ^
                    }
                    // @end
                    return Deferred.succeed(null);
                }))
                .containsExactly("""
                    unknown argument 'prot'; known are host, port, timeout, bindAddress, attemptDelay, at 19 in
                      tcp:example.org:80:prot=x
                                         ^\
                    """);
    }

    @Test
    void connecting() throws Exception {
        ServerEndpoint server = Endpoints.server(reactor, "tcp:0:interface=127.0.0.1");
        assertThat(run(() -> {
                    // @start region=connecting
                    Deferred<Greeter> greeted = server.listen(Factory.of(Greeter::new))
                            .addCallback(port -> (InetSocketAddress) port.address())
                            .addCallbackDeferring(
                                    address -> Endpoints.tcpClient(reactor, "localhost", address.getPort())
                                            .connectProtocol(new Greeter()));
                    greeted.addConsumer(greeter ->
                            print("connected to " + greeter.transport().getPeer()));
                    // @end
                    return greeted;
                }))
                .singleElement()
                .asString()
                .startsWith("connected to ");
    }

    @Test
    void tls() throws Exception {
        String authority = Endpoints.quote(TlsFiles.file("authority").toString());
        String certificate = Endpoints.quote(TlsFiles.file("server").toString());
        assertThat(run(() -> {
                    // @start region=tls
                    ServerEndpoint server =
                            Endpoints.server(reactor, "tls:0:interface=127.0.0.1:certificate=" + certificate);
                    Deferred<Greeter> greeted = server.listen(Factory.of(Greeter::new))
                            .addCallback(port -> ((InetSocketAddress) port.address()).getPort())
                            .addCallbackDeferring(port -> Endpoints.client(
                                            reactor, "tls:localhost:" + port + ":trustRoots=" + authority)
                                    .connectProtocol(new Greeter()));
                    greeted.addConsumer(greeter ->
                            print("verified " + greeter.transport().tlsSession().getPeerPrincipal()));
                    // @end
                    return greeted;
                }))
                .containsExactly("verified CN=server");
    }

    @Test
    void resolver() throws Exception {
        // @start region=resolver
        HostResolver hosts = (host, asking) -> host.endsWith(".internal")
                ? Deferred.succeed(List.of(InetAddress.getLoopbackAddress()))
                : HostResolver.system().resolve(host, asking);
        ReactorOptions options = ReactorOptions.defaults().withResolver(hosts);
        // @end
        List<InetAddress> found = new ArrayList<>();
        Reactors.react(
                Reactors.create(backend, options),
                running -> running.resolve("database.internal").addConsumer(found::addAll));
        assertThat(found).containsExactly(InetAddress.getLoopbackAddress());
        reactor.close();
    }
}
