package dev.heddle.net;

/**
 * How large the system's own buffers for a connection are to be. The system takes these numbers as a wish: it has bounds
 * of its own, and Linux doubles them.
 *
 * <p>A system that chooses by itself lets the buffers grow while a connection needs it, and Linux no longer does so
 * where a size was set. So set one only to save memory, or for a path whose delay and speed are known.
 *
 * @param sendBytes for what was written and the peer has not confirmed; {@link #SYSTEM}, which is zero, by default
 * @param receiveBytes for what came in and was not read, and so how much a peer may send before it has to wait;
 *     {@link #SYSTEM} by default
 */
public record SocketBuffers(int sendBytes, int receiveBytes) {

    /** The size is the system's to choose. */
    public static final int SYSTEM = 0;

    private static final SocketBuffers DEFAULTS = new SocketBuffers(SYSTEM, SYSTEM);

    /** Checks every value. */
    public SocketBuffers {
        if (sendBytes < 0 || receiveBytes < 0) {
            throw new IllegalArgumentException("sizes must be zero or more, not " + sendBytes + " and " + receiveBytes);
        }
    }

    /** What is used unless told otherwise. */
    public static SocketBuffers defaults() {
        return DEFAULTS;
    }

    /** These sizes with another for sending. */
    public SocketBuffers withSendBytes(int sendBytes) {
        return new SocketBuffers(sendBytes, receiveBytes);
    }

    /** These sizes with another for receiving. */
    public SocketBuffers withReceiveBytes(int receiveBytes) {
        return new SocketBuffers(sendBytes, receiveBytes);
    }
}
