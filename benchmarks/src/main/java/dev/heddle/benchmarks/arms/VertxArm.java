package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.TimerArm;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Vert.x on its NIO transport, with one event loop for all, but for groups. Ports have a thread besides that accepts, as they always have
 * in Vert.x. A server of Vert.x is closed by its peer's reset after an exception told it so.
 */
abstract class VertxArm implements TimerArm, NetworkArm, StreamArm, GroupArm, RequestArm {

    private final Vertx vertx;
    private final Context context;
    private final VertxStreams streams;
    private final List<Vertx> groups = new ArrayList<>();

    /** Kept, since Vert.x closes the connections of a client that nobody has any more. */
    private final NetClient clients;

    private final NetClient resetting;

    /** Starts an event loop. */
    VertxArm() {
        this(() -> {});
    }

    /** The same, if {@code condition} does not throw. */
    VertxArm(Runnable condition) {
        condition.run();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        context = vertx.getOrCreateContext();
        streams = new VertxStreams(context);
        clients = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        resetting = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setSoLinger(0)); // so that a close is a reset
    }

    @Override
    public String description() {
        return "Vert.x on its NIO transport: one event loop unless the work says more, and another thread that"
            + " accepts; an echo is pipeTo. Timers are Vertx.timer with nanoseconds, since setTimer has none below a"
            + " millisecond.";
    }

    @Override
    public void post(Runnable work) {
        context.runOnContext(posted -> work.run());
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timer(delayNanos, call);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        Timer timer = timer(delayNanos, call);
        return cancelled -> {
            if (timer.cancel()) {
                cancelled.run();
            }
        };
    }

    /** There is none without a delay. */
    private Timer timer(long delayNanos, Runnable call) {
        Timer timer = vertx.timer(Math.max(1, delayNanos), TimeUnit.NANOSECONDS);
        timer.onSuccess(fired -> call.run());
        return timer;
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new FutureChurn(outstanding).begun();
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        return listen(socket -> new Server(socket, events));
    }

    @Override
    public InetSocketAddress echo() {
        return listen(socket -> socket.pipeTo(socket));
    }

    @Override
    public InetSocketAddress echo(int loops) {
        Vertx group = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        groups.add(group);
        Queue<NetServer> servers = new ConcurrentLinkedQueue<>();
        await(group.deployVerticle(() -> new EchoVerticle(servers), new DeploymentOptions().setInstances(loops)));
        return address(servers.element());
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return listen(socket -> socket.handler(bytes -> received.accept(bytes.length())));
    }

    @Override
    public InetSocketAddress serve(Service service) {
        WorkerExecutor workers = VertxRequests.workers(vertx, service);
        return listen(socket -> VertxRequests.begin(socket, service, workers));
    }

    private InetSocketAddress listen(Handler<NetSocket> connections) {
        NetServer server = server(vertx).connectHandler(connections);
        await(server.listen(0, ServerAddress.get().getHostAddress()));
        return address(server);
    }

    static NetServer server(Vertx vertx) {
        return vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG));
    }

    static InetSocketAddress address(NetServer server) {
        return new InetSocketAddress(ServerAddress.get(), server.actualPort());
    }

    static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private static SocketAddress address(InetSocketAddress server) {
        return SocketAddress.inetSocketAddress(
                server.getPort(), server.getAddress().getHostAddress());
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        SocketAddress address = address(server);
        return () -> resetting
                .connect(address)
                .onSuccess(socket -> {
                    events.seen();
                    socket.closeHandler(closed -> events.lost());
                    socket.close();
                })
                .onFailure(events::failed);
    }

    @Override
    public void connect(InetSocketAddress server, Client client) {
        SocketAddress address = address(server);
        post(() -> clients.connect(address)
                .onSuccess(socket -> streams.begin(socket, client))
                .onFailure(client::lost));
    }

    @Override
    public void close() {
        groups.forEach(group -> await(group.close()));
        await(vertx.close());
    }

    /** One of several servers that share a port. */
    private static final class EchoVerticle extends VerticleBase {

        private final Queue<NetServer> servers;

        EchoVerticle(Queue<NetServer> servers) {
            this.servers = servers;
        }

        @Override
        public Future<?> start() {
            NetServer server = server(vertx).connectHandler(socket -> socket.pipeTo(socket));
            servers.add(server);
            return server.listen(
                    SocketAddress.sharedRandomPort(1, ServerAddress.get().getHostAddress()));
        }
    }

    /** The server's end of one connection. */
    private static final class Server {

        private boolean reset;

        Server(NetSocket socket, ConnectionEvents events) {
            events.seen();
            socket.exceptionHandler(cause -> reset = cause instanceof IOException);
            socket.closeHandler(closed -> {
                if (reset) {
                    events.lost();
                } else {
                    events.failed(new IllegalStateException("the server saw no reset"));
                }
            });
        }
    }

    private final class FutureChurn extends LoopChurn {

        private final Timer[] outstanding;

        FutureChurn(int outstanding) {
            super(VertxArm.this, outstanding);
            this.outstanding = new Timer[outstanding];
        }

        @Override
        void schedule(int victim) {
            outstanding[victim] = timer(HOUR_NANOS, call);
        }

        @Override
        boolean cancel(int victim) {
            return outstanding[victim].cancel();
        }

        @Override
        boolean isInPlace(int victim, long dueNanos) {
            Timer timer = outstanding[victim];
            // In this order: whatever passes between the two makes the call seem later, and never too early.
            long leftNanos = timer.getDelay(TimeUnit.NANOSECONDS);
            return !timer.isComplete() && leftNanos + System.nanoTime() - dueNanos >= 0;
        }
    }
}
