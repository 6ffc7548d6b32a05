package dev.heddle.process;

import dev.heddle.net.Consumer;
import dev.heddle.net.PushProducer;
import java.nio.ByteBuffer;

/**
 * A child process, as its protocol sees it. Every method but {@link #pid} needs the reactor's baton, and throws {@link
 * WrongThreadException} without it. No method ever blocks, and none calls the protocol back, except that producers are
 * told as {@link Consumer} says.
 *
 * <p>It is a {@link Consumer} of what goes to standard input, and a {@link PushProducer} of what comes from standard output and
 * standard error.
 */
public interface ProcessTransport extends Consumer, PushProducer {

    /** Sends the remaining bytes to standard input, after those written before. Bytes for one that is closed are dropped. */
    @Override
    void write(ByteBuffer bytes);

    /** Sends all of {@code bytes}, as {@link #write(ByteBuffer)} does. */
    default void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /** Ends standard input, when everything written so far was sent. Calling it again does nothing. */
    void closeStdin();

    /**
     * Ends standard input, as {@link #closeStdin} does, and listens to the other two no more: what comes is not delivered. The
     * process may go on without them, or be ended by that.
     */
    void loseConnection();

    /** Asks the process to end ({@code SIGTERM}). Once it has exited, does nothing. */
    void terminate();

    /** Ends the process ({@code SIGKILL}). Once it has exited, does nothing. */
    void kill();

    /** The number that the system gave it. The same at all times; may be called from any thread. */
    long pid();

    /** Stops delivering what it says, until {@link #resumeProducing}. When its pipe is full, the process has to wait. */
    @Override
    void pauseProducing();

    /** Ends what {@link #pauseProducing} began. */
    @Override
    void resumeProducing();

    /** As a producer whose consumer is gone: {@link #loseConnection}. */
    @Override
    default void stopProducing() {
        loseConnection();
    }
}
