package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.endpoint.EndpointSyntaxException;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.ConnectFailedException.BindFailed;
import dev.heddle.net.ConnectFailedException.TimedOut;
import dev.heddle.net.ConnectFailedException.UnknownHost;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section N of the contract: endpoints in strings. */
public abstract class EndpointStringContract extends ReactorContract {

    private @Nullable Throwable failure;

    /** For subclasses. */
    protected EndpointStringContract() {}

    private void connectTo(String description) throws Exception {
        doInTurn(() -> Endpoints.client(reactor, description)
                .connectProtocol(recording("client"))
                .addConsumer(connected -> journal.add("fired"))
                .addErrorConsumer(reason -> {
                    failure = reason.getCause();
                    journal.add("failed");
                }));
    }

    private InetSocketAddress listenOn(String description) throws Exception {
        Deferred<ListeningPort> listening =
                inTurn(() -> Endpoints.server(reactor, description).listen(Factory.of(() -> recording("server"))));
        ListeningPort[] port = new ListeningPort[1];
        listening.addConsumer(found -> port[0] = found);
        return (InetSocketAddress) port[0].address();
    }

    // N11: what they mean.

    @Clause("N11")
    @DisplayName("N11: tcp:HOST:PORT connects there, with arguments in order or by name, the kind in any case")
    void connects() throws Exception {
        start();
        PeerListener listener = harness.listenPeer();
        int port = listener.address().getPort();

        for (String description : List.of(
                "tcp:127.0.0.1:" + port,
                "TCP:host=127.0.0.1:port=" + port,
                "tcp:port=" + port + ":127.0.0.1",
                "tcp:" + port + ":host=127.0.0.1:",
                "tcp:\\1\\27.0.0.1:" + port + ":timeout=7.5:attemptDelay=0.1:bindAddress=127.0.0.1")) {
            int before = journal.count("fired");
            connectTo(description);
            listener.accept();
            harness.await(description, () -> journal.count("fired") > before);
        }

        assertThat(journal.lines()).doesNotContain("failed");
    }

    @Clause("N11")
    @DisplayName("N11: tcp: takes a timeout, and an address to connect from")
    void clientArgumentsCount() throws Exception {
        start();
        InetSocketAddress silent = harness.silentAddress();
        String where = "tcp:" + silent.getAddress().getHostAddress() + ":" + silent.getPort();

        connectTo(where + ":timeout=0.02");
        journal.await("failed");
        assertThat(failure).isExactlyInstanceOf(TimedOut.class);

        connectTo(where + ":bindAddress=203.0.113.1");
        harness.await("the second failure", () -> journal.count("failed") == 2);
        assertThat(failure).isExactlyInstanceOf(BindFailed.class);
    }

    @Clause("N11")
    @DisplayName("N11: tcp6:HOST:PORT tries IPv6 addresses alone")
    void tcp6IsIpv6() throws Exception {
        start(ReactorOptions.defaults()
                .withResolver((host, asking) -> Deferred.succeed(List.of(SocketHarness.loopback()))));

        connectTo("tcp6:some.test:80");

        journal.await("failed");
        assertThat(failure).isExactlyInstanceOf(UnknownHost.class).hasMessageContaining("INET6");
    }

    @Clause("N11")
    @DisplayName("N11: tcp:PORT listens there, on one interface if that is given, and accepts connections")
    void listens() throws Exception {
        start();

        InetSocketAddress one = listenOn("tcp:0:interface=127.0.0.1:backlog=5");
        InetSocketAddress two = listenOn("tcp:0:127.0.0.1");
        harness.connectPeer(one);
        harness.connectPeer(two);

        assertThat(one.getAddress().isLoopbackAddress()).isTrue();
        harness.await("both", () -> journal.count("server made") == 2);
    }

    @Clause("N11")
    @DisplayName("N11: quote has any value stand for itself")
    void quotes() {
        assertThat(Endpoints.quote("C:\\a=b")).isEqualTo("C\\:\\\\a\\=b");
        assertThat(Endpoints.quote("::1")).isEqualTo("\\:\\:1");
        assertThat(Endpoints.client(reactor, "unix:" + Endpoints.quote("/a:b=c\\d")))
                .hasToString("unix:/a\\:b\\=c\\\\d");
        assertThat(Endpoints.client(reactor, "unix:path=/a=b")).hasToString("unix:/a\\=b");
        assertThat(Endpoints.client(reactor, "tcp:" + Endpoints.quote("::1") + ":80"))
                .hasToString("tcp:\\:\\:1:80");
    }

    // N12: what they do not mean.

    @Clause("N12")
    @DisplayName("N12: a string that describes no client is refused when it is read, with the problem and its place")
    void refusesClients() {
        Map.of(
                        "", "0 unknown kind of client endpoint ''",
                        "udp:a:1", "0 unknown kind of client endpoint 'udp'; known are",
                        "tcp", "3 'tcp' needs a host",
                        "tcp:a", "5 'tcp' needs a port",
                        "tcp::80", "4 'tcp' needs a host",
                        "tcp:a:b", "6 port: must be a number from 1 to 65535, not 'b'",
                        "tcp:a:0", "6 port: must be a number from 1 to 65535",
                        "tcp:a:80:81", "9 one argument too many for 'tcp'",
                        "tcp:a:80:prot=x", "9 unknown argument 'prot'; known are host, port, timeout",
                        "tcp:a:port=8:port=9", "13 'port' is given twice")
                .forEach(this::assertRefusedClient);
        Map.of(
                        "tcp:a b:1", "4 host: not a host name: 'a b'",
                        "tcp:a:1:timeout=soon", "16 timeout: must be a number of seconds",
                        "tcp:a:1:timeout=0", "16 timeout: timeout must be more than zero",
                        "tcp:a:1:attemptDelay=9", "21 attemptDelay: attemptDelay must be from",
                        "tcp:a:1:bindAddress=here", "20 bindAddress: must be an address",
                        "tcp6:a:1:bindAddress=127.0.0.1", "21 bindAddress: bindAddress",
                        "tcp:a:1\\", "7 nothing follows the backslash",
                        "unix:", "5 'unix' needs a path",
                        "haproxy:tcp:a:1", "0 unknown kind of client endpoint 'haproxy'")
                .forEach(this::assertRefusedClient);
    }

    private void assertRefusedClient(String description, String expected) {
        assertRefused(description, expected, () -> Endpoints.client(reactor, description));
    }

    @Clause("N12")
    @DisplayName("N12: a string that describes no server is refused when it is read, with the problem and its place")
    void refusesServers() {
        Map.of(
                        "", "0 unknown kind of server endpoint ''",
                        "tcp:", "4 'tcp' needs a port",
                        "tcp:65536", "4 port: must be a number from 0 to 65535",
                        "tcp:0:localhost", "6 interface: must be an address",
                        "tcp:0:backlog=0", "14 backlog: backlog must be more than zero",
                        "tcp:0:backlog=x", "14 backlog: must be a number",
                        "unix:/a:mode=660", "8 unknown argument 'mode'; known are path, backlog",
                        "haproxy:tcp", "11 'tcp' needs a port",
                        "haproxy:haproxy:tcp:0", "8 haproxy in haproxy",
                        "haproxy", "7 unknown kind of server endpoint ''")
                .forEach(this::assertRefusedServer);
        Map.of(
                        "stdio:x", "6 one argument too many for 'stdio', which has none",
                        "inherit:fd=3", "8 unknown argument 'fd'; known are none",
                        "haproxy:stdio:", "8 no proxy stands before stdio")
                .forEach(this::assertRefusedServer);
    }

    private void assertRefusedServer(String description, String expected) {
        assertRefused(description, expected, () -> Endpoints.server(reactor, description));
    }

    private static void assertRefused(String description, String expected, ThrowingCallable call) {
        EndpointSyntaxException refusal = catchThrowableOfType(EndpointSyntaxException.class, call);
        assertThat(refusal).as(description).isNotNull();
        assertThat(refusal.position() + " " + refusal.getMessage()).startsWith(expected);
        assertThat(refusal.text()).isEqualTo(description);
    }

    @Clause("N12")
    @DisplayName("N12: the message shows the string, on one line, with a caret under the place")
    void showsThePlace() {
        assertThatThrownBy(() -> Endpoints.client(reactor, "tcp:a:80:prot=x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(", at 9 in\n  tcp:a:80:prot=x\n           ^");
        assertThatThrownBy(() -> Endpoints.client(reactor, "tcp:a\nb:80")).hasMessageEndingWith("tcp:a?b:80\n      ^");
    }
}
