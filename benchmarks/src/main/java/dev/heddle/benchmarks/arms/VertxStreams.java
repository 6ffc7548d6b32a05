package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The clients' ends of connections of Vert.x. All are on one event loop, and confined to it. */
final class VertxStreams {

    private final Context context;

    /** What was sent last, and the same as Vert.x has it: whoever sends one message to all keeps it as such a buffer. */
    private @Nullable ByteBuffer message;

    private Buffer buffer = Buffer.buffer();

    VertxStreams(Context context) {
        this.context = context;
    }

    /** Tells {@code client} of a connection that is there. */
    void begin(NetSocket socket, Client client) {
        new Outgoing(socket, client).begin();
    }

    private Buffer buffer(ByteBuffer of) {
        if (message != of) {
            byte[] bytes = new byte[of.remaining()];
            of.duplicate().get(bytes);
            buffer = Buffer.buffer(bytes);
            message = of;
        }
        return buffer;
    }

    private final class Outgoing implements Connection {

        private final NetSocket socket;
        private final Client client;
        private Future<Void> sent = Future.succeededFuture();
        private @Nullable Throwable why;

        Outgoing(NetSocket socket, Client client) {
            this.socket = socket;
            this.client = client;
        }

        private void begin() {
            socket.handler(bytes -> client.received(ByteBuffer.wrap(bytes.getBytes())));
            socket.exceptionHandler(cause -> why = cause);
            socket.closeHandler(closed -> client.lost(why));
            client.connected(this);
        }

        @Override
        public void send(ByteBuffer message) {
            sent = socket.write(buffer(message));
        }

        @Override
        public void whenSent(Runnable then) {
            sent.onSuccess(done -> post(then));
        }

        @Override
        public void post(Runnable work) {
            context.runOnContext(posted -> work.run());
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is told above
        public void close() {
            socket.end();
        }
    }
}
