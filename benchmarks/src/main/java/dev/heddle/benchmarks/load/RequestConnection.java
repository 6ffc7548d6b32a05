package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.RequestArm;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client of a server of requests, with one request at a time, on a connection that it makes anew after some. */
final class RequestConnection {

    /** So many requests are made on a connection before it is reset. */
    static final int REQUESTS_EACH = 10;

    private final Requests requests;
    private final InetSocketAddress server;
    private final Selector selector;

    /** The request, and then the answer that is to come. */
    private final ByteBuffer message;

    private final ByteBuffer answer = ByteBuffer.allocateDirect(RequestArm.MESSAGE_BYTES);
    private @Nullable SocketChannel channel;
    private int left;
    private boolean waiting;

    /** When the request that is under way was due, or has begun. */
    long dueNanos;

    /** Whether that is one of those whose time is told. */
    boolean isTimed;

    /** What the request is that is under way. */
    Requests.Kind kind = Requests.Kind.USUAL;

    /** How many connections were made, and how many of them were reset. */
    long made;

    long reset;

    RequestConnection(Requests requests, InetSocketAddress server, int place, Selector selector) {
        this.requests = requests;
        this.server = server;
        this.selector = selector;
        message = Requests.message(place);
    }

    /** Begins another request, on a connection of its own or on the one that there is. */
    void begin(long number, Requests.Kind kind, long dueNanos, boolean isTimed) throws IOException {
        this.kind = kind;
        this.dueNanos = dueNanos;
        this.isTimed = isTimed;
        requests.begin(message, number, kind);
        answer.clear();
        waiting = true;
        if (left == 0) {
            reset();
            connect();
        } else {
            send();
        }
    }

    private void connect() throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        left = REQUESTS_EACH;
        made++;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.setOption(StandardSocketOptions.SO_LINGER, 0); // so that a close is a reset
        if (opened.connect(server) || opened.finishConnect()) {
            opened.register(selector, SelectionKey.OP_READ, this);
            send();
        } else {
            opened.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    /** A connection that has nothing under way takes a message whole. */
    private void send() throws IOException {
        left--;
        if (open().write(message) < RequestArm.MESSAGE_BYTES) {
            throw new IOException("the kernel took only a part of a request");
        }
        Requests.expect(message, kind);
    }

    private SocketChannel open() {
        if (channel == null) {
            throw new IllegalStateException("there is no connection");
        }
        return channel;
    }

    /** Does what can be done. Returns whether the request is answered by that. */
    boolean ready(SelectionKey key) throws IOException {
        if (key.isConnectable()) {
            open().finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            send();
            return false;
        }
        if (open().read(answer) < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (!waiting) {
            throw new IOException("there came an answer without a request");
        }
        if (answer.hasRemaining()) {
            return false;
        }
        waiting = false;
        check();
        return true;
    }

    private void check() throws IOException {
        int different = answer.flip().mismatch(message.clear());
        if (different >= 0) {
            throw new IOException("the answer to request " + message.getLong(0) + ", which is " + kind
                    + ", is another than was to come, from byte " + different + " on");
        }
    }

    /** Has the server lose the connection, if there is one. */
    void reset() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            reset++;
        }
    }
}
