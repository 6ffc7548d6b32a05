package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.ServerAddress;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A verticle of Vert.x on virtual threads, which awaits the work of each request. Between two waits its events do not overlap;
 * the work has virtual threads besides. It cannot be called off. Its future has the time limit: after an await that has a limit
 * of its own, and was not answered in time, the verticle's events stood still.
 */
public final class VertxVirtual implements RequestArm {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    /** Starts an event loop. */
    public VertxVirtual() {}

    @Override
    public String description() {
        return "A verticle of Vert.x with ThreadingModel.VIRTUAL_THREAD on one event loop, NIO: a request awaits its"
                + " work, which executeBlocking does in a virtual thread, unordered.";
    }

    @Override
    public InetSocketAddress serve(Service service) {
        Requests requests = new Requests(service);
        VertxArm.await(vertx.deployVerticle(
                requests, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        return requests.address();
    }

    @Override
    public void close() {
        VertxArm.await(vertx.close());
    }

    private static final class Requests extends VerticleBase {

        private final Service service;

        /** Null until it has started. */
        private volatile @Nullable NetServer server;

        Requests(Service service) {
            this.service = service;
        }

        private InetSocketAddress address() {
            NetServer started = server;
            if (started == null) {
                throw new IllegalStateException("the verticle has not started");
            }
            return VertxArm.address(started);
        }

        @Override
        public Future<?> start() {
            if (!context.executeBlocking(() -> Thread.currentThread().isVirtual(), false)
                    .await()) {
                throw new IllegalStateException("Vert.x has work that blocks done by a platform thread");
            }
            NetServer starting = VertxArm.server(vertx).connectHandler(this::begin);
            server = starting;
            return starting.listen(0, ServerAddress.get().getHostAddress());
        }

        private void begin(NetSocket socket) {
            VertxRequests.listen(socket, service, frame -> answer(socket, frame.getBytes()));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a client that misses its answer says so
        private void answer(NetSocket socket, byte[] request) {
            Future<byte @Nullable []> work = context.executeBlocking(() -> service.work(request), false)
                    .timeout(service.limitNanos(request), TimeUnit.NANOSECONDS);
            byte @Nullable [] done = work.otherwise(new byte[0]).await();
            if (work.succeeded()) {
                service.limitCancelled();
                socket.write(Buffer.buffer(done));
            } else if (work.cause() instanceof TimeoutException) {
                socket.write(Buffer.buffer(service.late(request)));
            } else {
                socket.close();
            }
        }
    }
}
