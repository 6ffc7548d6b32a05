package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.RequestArm.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server's end of a connection of Vert.x: what blocks goes to a pool of workers, unordered, and its future has a time
 * limit. Work cannot be called off: it goes on when the limit has passed, and nobody hears of its end.
 */
final class VertxRequests {

    private final NetSocket socket;
    private final Service service;
    private final WorkerExecutor workers;

    private VertxRequests(NetSocket socket, Service service, WorkerExecutor workers) {
        this.socket = socket;
        this.service = service;
        this.workers = workers;
    }

    /** So many threads, which work that nobody waits for any more may hold for a moment. */
    static WorkerExecutor workers(Vertx vertx, Service service) {
        return vertx.createSharedWorkerExecutor("requests", service.mostAtOnce());
    }

    static void begin(NetSocket socket, Service service, WorkerExecutor workers) {
        listen(socket, service, new VertxRequests(socket, service, workers)::answer);
    }

    /** Tells the service of a new connection and of its end, and somebody who answers of each request. */
    static void listen(NetSocket socket, Service service, Handler<Buffer> requests) {
        service.connected();
        socket.handler(RecordParser.newFixed(RequestArm.MESSAGE_BYTES, requests));
        socket.closeHandler(closed -> service.lost());
        socket.exceptionHandler(reset -> {}); // which is how clients end it
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a client that misses its answer says so
    private void answer(Buffer frame) {
        byte[] request = frame.getBytes();
        workers.executeBlocking(() -> service.work(request), false)
                .timeout(service.limitNanos(request), TimeUnit.NANOSECONDS)
                .onSuccess(done -> {
                    service.limitCancelled();
                    socket.write(Buffer.buffer(done));
                })
                .onFailure(failed -> {
                    if (failed instanceof TimeoutException) {
                        socket.write(Buffer.buffer(service.late(request)));
                    } else {
                        socket.close();
                    }
                });
    }
}
