package dev.heddle.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Random;

/**
 * A client's end of a connection to a server that echoes. Requests are numbered from 1 on: the number is in their first
 * eight bytes, and the rest are bytes that no other connection has. Answers are compared with them, byte by byte.
 */
final class EchoConnection {

    /** The shortest message, which is its number. */
    static final int SHORTEST_BYTES = Long.BYTES;

    /** Its place among all connections. */
    final int number;

    private final SocketChannel channel;
    private final SelectionKey key;

    /** The request that was begun last; what remains of it is not sent yet. */
    private final ByteBuffer request;

    /** The answer that is to come; its position is how much of it has. */
    private final ByteBuffer answer;

    private long asked;
    private long begun;
    private long answered;

    /** When the last request was asked for. Of use where there is one at a time. */
    long askedNanos;

    /** How many requests were answered before this iteration. */
    long answeredBefore;

    /** Connects, which blocks. */
    EchoConnection(InetSocketAddress server, int number, int messageBytes, Selector selector) throws IOException {
        this.number = number;
        byte[] bytes = new byte[messageBytes];
        new Random(number).nextBytes(bytes);
        request = ByteBuffer.allocateDirect(messageBytes).put(bytes);
        answer = ByteBuffer.allocateDirect(messageBytes).put(bytes).clear();
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** How many requests were answered so far. */
    long answered() {
        return answered;
    }

    /** Sends another request, after those that wait already. */
    void ask() throws IOException {
        asked++;
        send();
    }

    /** Sends as much as the kernel takes. */
    void send() throws IOException {
        while (request.hasRemaining() || begun < asked) {
            if (!request.hasRemaining()) {
                request.clear().putLong(0, ++begun);
            }
            channel.write(request);
            if (request.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
        }
        if (key.interestOps() != SelectionKey.OP_READ) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /**
     * Reads once.
     *
     * @return how many requests were answered by that
     * @throws IOException if the connection has ended, or an answer is another than its request
     */
    int read(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            throw new EOFException("the server closed the connection after " + answer.position() + " bytes of answer "
                    + (answered + 1) + ", of " + begun + " that were to come");
        }
        buffer.flip();
        int completed = 0;
        while (buffer.hasRemaining()) {
            check(buffer);
            if (!answer.hasRemaining()) {
                answer.clear();
                answered++;
                completed++;
            }
        }
        return completed;
    }

    /** Takes what belongs to the next answer. */
    private void check(ByteBuffer buffer) throws IOException {
        if (answer.position() == 0) {
            if (answered == begun) {
                throw new IOException("there came more than " + begun + " answers to as many requests");
            }
            answer.putLong(0, answered + 1);
        }
        int end = buffer.limit();
        int count = Math.min(buffer.remaining(), answer.remaining());
        buffer.limit(buffer.position() + count);
        answer.limit(answer.position() + count);
        int different = answer.mismatch(buffer);
        if (different >= 0) {
            throw new IOException("answer " + (answered + 1) + " is not what was sent, from byte "
                    + (answer.position() + different) + " on");
        }
        buffer.position(buffer.limit()).limit(end);
        answer.position(answer.limit()).limit(answer.capacity());
    }

    void close() throws IOException {
        channel.close();
    }
}
