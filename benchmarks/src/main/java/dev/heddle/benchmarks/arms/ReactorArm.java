package dev.heddle.benchmarks.arms;

import dev.heddle.Reactor;
import dev.heddle.ReactorGroup;
import dev.heddle.Reactors;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.EchoTls;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.ReactorsArm;
import dev.heddle.benchmarks.RepeatedStep;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.TaskArm;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.TlsArm;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import dev.heddle.tls.TlsServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;

/** What the backends have in common, which is all but the name. */
abstract class ReactorArm
        implements TimerArm, NetworkArm, StreamArm, GroupArm, RequestArm, TaskArm, TlsArm, ReactorsArm {

    private final String backend;
    private final Reactor reactor;
    private final List<ReactorGroup> groups = new ArrayList<>();

    ReactorArm(String backend) {
        this.backend = backend;
        reactor = started(backend);
    }

    private static Reactor started(String backend) {
        Reactor reactor = Reactors.create(backend);
        reactor.start();
        return reactor;
    }

    @Override
    public Reactor openReactor() {
        return started(backend);
    }

    @Override
    public void post(Runnable work) {
        reactor.callFromThread(work);
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        reactor.callLater(Duration.ofNanos(delayNanos), call);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        return ReactorTimer.schedule(reactor, Duration.ofNanos(delayNanos), call);
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new ReactorChurn(reactor, outstanding);
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        return listen(Factory.of(() -> new Server(events)), atServerAddress());
    }

    @Override
    public InetSocketAddress echo() {
        return listen(Factory.of(this::newEcho), atServerAddress());
    }

    @Override
    public InetSocketAddress echo(int loops) {
        ReactorGroup group = ReactorGroup.create(backend, loops);
        groups.add(group);
        InetSocketAddress address =
                group.listenTcp(0, Factory.of(this::newEcho), atServerAddress()).address();
        group.start();
        return address;
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return listen(Factory.of(() -> new ReactorStreams.Sink(received)), atServerAddress());
    }

    @Override
    public void connect(InetSocketAddress server, StreamArm.Client client) {
        reactor.callFromThread(() -> ReactorStreams.connect(reactor, server, client));
    }

    @Override
    public InetSocketAddress serve(Service service) {
        return listen(Factory.of(() -> newRequests(reactor, service)), atServerAddress());
    }

    private static ListenOptions atServerAddress() {
        return ListenOptions.defaults().withBindAddress(ServerAddress.get()).withBacklog(BACKLOG);
    }

    @Override
    public InetSocketAddress echoTls(SSLContext context) {
        TlsServer tls = TlsServer.of(context).withProtocols(EchoTls.VERSION);
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(ServerAddress.get())
                .withStream(StreamOptions.defaults().withTls(tls));
        return listen(Factory.of(this::newEcho), options);
    }

    private InetSocketAddress listen(Factory servers, ListenOptions options) {
        try {
            return reactor.blockingCallFromThread(() -> reactor.listenTcp(0, servers, options))
                    .address();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot listen", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        String host = server.getAddress().getHostAddress();
        ClientFactory clients = new Clients(events);
        return () -> reactor.connectTcp(host, server.getPort(), clients);
    }

    @Override
    public void awaitFired(int times) {
        runTask(times, () -> Deferred.succeed(1).await());
    }

    @Override
    public void awaitUnfired(int times) {
        runTask(times, () -> {
            Deferred<Integer> result = new Deferred<>();
            reactor.callFromThread(() -> result.callback(1));
            return result.await();
        });
    }

    @Override
    public void forkAndJoin(int times, int subtasks) {
        runTask(times, () -> {
            try (var scope = Scope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
                for (int subtask = 0; subtask < subtasks; subtask++) {
                    scope.fork(() -> 1);
                }
                return scope.join().size() / subtasks;
            }
        });
    }

    /** Has a task take that step, one time after the other. */
    void runTask(int times, Callable<Integer> step) {
        RepeatedStep body = new RepeatedStep(times, step);
        reactor.callFromThread(() -> reactor.async(body));
        body.await();
    }

    @Override
    public void close() {
        groups.forEach(ReactorGroup::close);
        reactor.close();
    }

    /** What the server of requests makes of each connection. */
    ReactorRequests newRequests(Reactor on, Service service) {
        return new ReactorRequests(on, service);
    }

    /** What the echo server makes of each connection. */
    Protocol newEcho() {
        return new Echo();
    }

    /** Sends back what comes. */
    static class Echo extends Protocol {

        @Override
        public void dataReceived(ByteBuffer bytes) {
            transport().write(bytes);
        }
    }

    private static final class Server extends Protocol {

        private final ConnectionEvents events;

        Server(ConnectionEvents events) {
            this.events = events;
        }

        @Override
        public void connectionMade() {
            events.seen();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            if (reason instanceof CloseReason.ConnectionLost) {
                events.lost();
            } else {
                events.failed(new IllegalStateException("the server saw no reset but " + reason));
            }
        }
    }

    private record Clients(ConnectionEvents events) implements ClientFactory {

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new Client(events);
        }

        @Override
        public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
            events.failed(reason);
        }
    }

    private static final class Client extends Protocol {

        private final ConnectionEvents events;

        Client(ConnectionEvents events) {
            this.events = events;
        }

        @Override
        public void connectionMade() {
            events.seen();
            transport().abortConnection();
        }

        @Override
        public void connectionLost(CloseReason reason) {
            events.lost();
        }
    }
}
