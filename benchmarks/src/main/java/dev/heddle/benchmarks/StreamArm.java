package dev.heddle.benchmarks;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An arm that has connections with bytes on them, over loopback and with {@code TCP_NODELAY}. Servers and clients may be
 * of different arms. Both do it as a user of that library would: an echo may write what it read without a copy.
 *
 * <p>What an arm tells of one connection, and the work that is posted to that connection, never overlaps; of different
 * connections it may.
 */
public interface StreamArm extends LoopArm, EchoArm {

    /**
     * Opens a port that takes all that comes, and waits until it is open.
     *
     * @param received is told how many bytes have come, as they come, on the threads of the arm; for several connections
     *     at the same time perhaps
     * @return where it listens
     */
    InetSocketAddress sink(LongConsumer received);

    /**
     * Begins to connect, and returns. May be called from any thread.
     *
     * @param client of this connection alone
     */
    void connect(InetSocketAddress server, Client client);

    /** What a client is told of its connection, which is what it has to be told. */
    interface Client {

        /** The connection is there. Told first, and once. */
        void connected(Connection connection);

        /**
         * Bytes have come, as many as there were: messages may be split or joined.
         *
         * @param bytes from position to limit; the arm's own, and valid until this returns
         */
        void received(ByteBuffer bytes);

        /**
         * The connection has ended, or could not be made. Nothing is told after this.
         *
         * @param why null if one of both ends closed it
         */
        void lost(@Nullable Throwable why);
    }

    /** A client's end of a connection. */
    interface Connection {

        /**
         * Sends {@code message}, from position to limit. Only for what the connection was told, and for work that was
         * posted to it. An arm that blocks does so here, and is told of nothing meanwhile: a client that sends more than
         * the kernel holds, and takes no answers until then, may wait for ever.
         *
         * @param message a direct buffer; it is not touched, not even its position, and must never be changed: one buffer serves all
         *     connections, again and again
         */
        void send(ByteBuffer message);

        /** Runs {@code then}, as posted work, once all that was sent so far has been handed to the kernel. */
        void whenSent(Runnable then);

        /** Runs {@code work} where this connection's calls run. May be called from any thread, and returns at once. */
        void post(Runnable work);

        /**
         * Ends the connection once all that was sent is with the kernel. {@link Client#lost} is still told; the server may
         * have something left to read then. Answers that come after this may be dropped.
         */
        void close();
    }
}
