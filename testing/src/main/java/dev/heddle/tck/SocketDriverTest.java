package dev.heddle.tck;

import static java.net.StandardSocketOptions.SO_KEEPALIVE;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.core.CoreReactor;
import dev.heddle.core.Driver;
import dev.heddle.core.Driver.Acceptor;
import dev.heddle.core.Turns;
import dev.heddle.core.Wire;
import dev.heddle.core.WireEvents;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.SocketBuffers;
import dev.heddle.net.StreamOptions;
import dev.heddle.testing.WaitLimit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a driver makes of socket options (C11), which no program can see; for each backend that has sockets. */
@SuppressWarnings("exports") // backends see what core exports
public abstract class SocketDriverTest {

    private static final int SEND_BYTES = 20_000;
    private static final int RECEIVE_BYTES = 30_000;
    private static final int MANY = 200;
    private static final int NO_ANSWER_MILLIS = 500;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(SocketHarness.loopback(), 0);

    private static final StreamOptions UNUSUAL = StreamOptions.defaults()
            .withKeepAlive(true)
            .withSocketBuffers(new SocketBuffers(SEND_BYTES, RECEIVE_BYTES));

    private final CompletableFuture<Wire> made = new CompletableFuture<>();

    private final List<Acceptor> ports = new ArrayList<>();

    private Driver driver;
    private Reactor reactor;

    /** For subclasses. */
    protected SocketDriverTest() {}

    /** A driver of the backend under test. */
    protected abstract Driver openDriver(Turns turns);

    /** The channel of one of its wires. */
    protected abstract SocketChannel channelOf(Wire wire);

    @BeforeEach
    final void start() {
        Driver[] opened = new Driver[1];
        reactor = CoreReactor.open(ReactorOptions.defaults(), turns -> opened[0] = openDriver(turns));
        driver = opened[0];
        reactor.start();
    }

    @AfterEach
    final void close() {
        if (made.state() == Future.State.SUCCESS) {
            reactor.callFromThread(made.join()::close);
        }
        ports.forEach(port -> reactor.callFromThread(port::close));
        reactor.close();
    }

    @Test
    @DisplayName("C11: a connection that is made has the options that it was made with")
    void connectsWithOptions() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, SocketHarness.loopback())) {
            assertUnusual(connect(server, UNUSUAL));
        }
    }

    private static InetSocketAddress bound(Acceptor port) {
        return (InetSocketAddress) port.address();
    }

    @Test
    @DisplayName("C11: a connection that is accepted has the options of its port")
    void acceptsWithOptions() throws Exception {
        Acceptor port = listen(ListenOptions.defaults().withStream(UNUSUAL));
        try (Socket client = new Socket(bound(port).getAddress(), bound(port).getPort())) {
            assertThat(client.isConnected()).isTrue();
            assertUnusual(awaitMade());
        }
    }

    /** Linux doubles the sizes, for what it keeps itself. */
    private void assertUnusual(SocketChannel connection) throws IOException {
        assertThat(connection.getOption(SO_KEEPALIVE)).isTrue();
        assertThat(connection.getOption(SO_SNDBUF)).isBetween(SEND_BYTES, 2 * SEND_BYTES);
        assertThat(connection.getOption(SO_RCVBUF)).isBetween(RECEIVE_BYTES, 2 * RECEIVE_BYTES);
    }

    @Test
    @DisplayName("C11: without options a connection has what the system gives to every socket")
    void setsNothingUnasked() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 2, SocketHarness.loopback());
                SocketChannel plain = SocketChannel.open(server.getLocalSocketAddress())) {
            SocketChannel connection = connect(server, StreamOptions.defaults());

            assertThat(connection.getOption(SO_KEEPALIVE)).isFalse();
            assertThat(connection.getOption(SO_RCVBUF)).isEqualTo(plain.getOption(SO_RCVBUF));
            assertThat(connection.getOption(SO_SNDBUF)).isEqualTo(plain.getOption(SO_SNDBUF));
        }
    }

    @Test
    @DisplayName("C11: small writes are not delayed, and what that costs is paid by the first write")
    void sendsWithoutDelay() throws Exception {
        assertThat(noDelayAfterAWrite(StreamOptions.defaults())).isTrue();
    }

    @Test
    @DisplayName("C11: small writes are delayed where that is asked for")
    void sendsWithDelay() throws Exception {
        assertThat(noDelayAfterAWrite(StreamOptions.defaults().withNoDelay(false)))
                .isFalse();
    }

    private boolean noDelayAfterAWrite(StreamOptions options) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, SocketHarness.loopback())) {
            SocketChannel connection = connect(server, options);
            assertThat(connection.getOption(TCP_NODELAY)).isFalse();
            Wire wire = made.join();
            CompletableFuture<Boolean> sent = new CompletableFuture<>();
            reactor.callFromThread(() -> {
                wire.attach(new Completing(sent));
                if (wire.write(new ByteBuffer[] {ByteBuffer.wrap(new byte[1])})) {
                    sent.complete(true);
                }
            });
            await(sent);
            return connection.getOption(TCP_NODELAY);
        }
    }

    @Test
    @DisplayName("C11: unless told otherwise, hundreds of connections may wait to be accepted")
    void holdsManyInTheBacklog() throws Exception {
        Acceptor port = bind(ListenOptions.defaults());

        assertThat(connectUntilNobodyAnswers(port, MANY)).isEqualTo(MANY);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have their own view of how many that is")
    @DisplayName("C11: no more connections wait to be accepted than the backlog says, or one more")
    void holdsNoMoreThanTheBacklog() throws Exception {
        Acceptor port = bind(ListenOptions.defaults().withBacklog(2));

        assertThat(connectUntilNobodyAnswers(port, 2)).isBetween(2, 3);
    }

    /** How many of {@code MANY} clients are connected to a port that does not accept, and must answer so many. */
    private static int connectUntilNobodyAnswers(Acceptor port, int least) throws IOException {
        Deque<Socket> clients = new ArrayDeque<>();
        try {
            while (clients.size() < MANY) {
                boolean isSure = clients.size() < least;
                Socket client = new Socket();
                clients.push(client);
                client.connect(port.address(), isSure ? (int) WaitLimit.get().toMillis() : NO_ANSWER_MILLIS);
            }
            return MANY;
        } catch (SocketTimeoutException noAnswer) {
            return clients.size() - 1;
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems hold a port for other reasons")
    @DisplayName("C11: a port whose connections have not quite ended is bound, unless the address must not be reused")
    void reusesAddresses() throws Exception {
        InetSocketAddress address = portWithAnEndingConnection();
        ListenOptions options = ListenOptions.defaults().withBindAddress(address.getAddress());
        Factory factory = Factory.of(Silent::new);

        reactor.blockingCallFromThread(() -> {
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> reactor.listenTcp(address.getPort(), factory, options.withReuseAddress(false)));
            return reactor.listenTcp(address.getPort(), factory, options);
        });
    }

    /** The end that closes first waits for stragglers, for a minute or so. */
    private static InetSocketAddress portWithAnEndingConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, SocketHarness.loopback());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.accept().close();
            assertThat(client.getInputStream().read()).isNegative();
            return (InetSocketAddress) server.getLocalSocketAddress();
        }
    }

    private SocketChannel connect(ServerSocket server, StreamOptions options) throws Exception {
        var address = (InetSocketAddress) server.getLocalSocketAddress();
        ConnectOptions withStream = ConnectOptions.defaults().withStream(options);
        reactor.callFromThread(() -> driver.connect(address, withStream, new Driver.ConnectEvents() {
            @Override
            public void connected(Wire wire) {
                made.complete(wire);
            }

            @Override
            public void failed(IOException cause) {
                made.completeExceptionally(cause);
            }
        }));
        return awaitMade();
    }

    private Acceptor listen(ListenOptions options) throws Exception {
        Acceptor port = bind(options);
        reactor.callFromThread(port::accept);
        return port;
    }

    private Acceptor bind(ListenOptions options) throws Exception {
        return reactor.blockingCallFromThread(() -> {
            Acceptor port = driver.listen(ANY_PORT, options, new Driver.AcceptEvents() {
                @Override
                public void accepted(Wire wire) {
                    made.complete(wire);
                }

                @Override
                public void failed(IOException cause) {
                    made.completeExceptionally(cause);
                }

                @Override
                public void closed() {}
            });
            ports.add(port);
            return port;
        });
    }

    private SocketChannel awaitMade() throws Exception {
        await(made);
        return channelOf(made.join());
    }

    private static void await(CompletableFuture<?> event) throws Exception {
        event.get(10, TimeUnit.SECONDS);
    }

    private static final class Silent extends Protocol {}

    /** Waits for the end of a write. */
    private record Completing(CompletableFuture<Boolean> written) implements WireEvents {

        @Override
        public void arrived(ByteBuffer bytes) {}

        @Override
        public void ended() {}

        @Override
        public void sent() {
            written.complete(true);
        }

        @Override
        public void failed(IOException cause) {
            written.completeExceptionally(cause);
        }

        @Override
        public void closed() {}
    }
}
